import { redacted, redactedField } from '../../lib/redacted';

test.each([
  ['an e-mail address', 'Invalid endpoint: you.me+x@example.com', 'Invalid endpoint: [e-mail]'],
  ['one in JSON', '{"address":"you@example.com"}', '{"address":"[e-mail]"}'],
  ['a phone number', 'Endpoint "+12025550123" refused', 'Endpoint "[phone]" refused'],
  ['a bearer token', 'authorization: Bearer key_1.s3cret', 'authorization: Bearer [key]'],
  ['a key by itself', 'token key_01J.s3cret is wrong', 'token [key] is wrong'],
  [
    'what looks like none',
    'at node_modules/@middy/core/index.js:1:2 +5 %',
    'at node_modules/@middy/core/index.js:1:2 +5 %',
  ],
])('%s', (_, text, said) => {
  expect(redacted(text)).toBe(said);
});

test('fields are gone through, errors with their causes', () => {
  const error = new Error('you@example.com', { cause: new Error('+12025550123') });
  const fields = redactedField({ error, list: [{ to: 'you@example.com' }], count: 3, none: undefined });
  expect(fields).toMatchObject({
    error: { name: 'Error', message: '[e-mail]', cause: { message: '[phone]' } },
    list: [{ to: '[e-mail]' }],
    count: 3,
  });
  expect(JSON.stringify(fields)).not.toMatch(/example\.com|555/);
});
