import { redacted, redactedField } from '../../lib/redacted';

test.each([
  ['an e-mail address', 'Invalid endpoint: you.me+x@example.com', 'Invalid endpoint: [e-mail]'],
  ['one in JSON', '{"address":"you@example.com"}', '{"address":"[e-mail]"}'],
  ['a phone number', 'Endpoint "+12025550123" refused', 'Endpoint "[phone]" refused'],
  ['a bearer token', 'authorization: Bearer key_1.s3cret', 'authorization: Bearer [key]'],
  ['a key by itself', 'token key_01J.s3cret is wrong', 'token [key] is wrong'],
  [
    'an e-mail address in a path',
    'GET /v1/subscriptions/you%40example.com (λ)',
    'GET /v1/subscriptions/[e-mail] (λ)',
  ],
  ['a phone number in a path', 'GET /v1/subscriptions/%2B12025550123', 'GET /v1/subscriptions/[phone]'],
  [
    'both encoded twice',
    'GET /v1/rules/you%2540example.com/%252B12025550123',
    'GET /v1/rules/[e-mail]/[phone]',
  ],
  ['a key in a path', 'DELETE /v1/keys/key_01J-x_y.s3cret (λ)', 'DELETE /v1/keys/[key] (λ)'],
  ['signs without an address', 'a@b, @c.d, e@.f, g@h. and i%40j', 'a@b, @c.d, e@.f, g@h. and i%40j'],
  [
    'what looks like none',
    'at node_modules/@middy/core/index.js:1:2 +5 %',
    'at node_modules/@middy/core/index.js:1:2 +5 %',
  ],
])('%s', (_, text, said) => {
  expect(redacted(text)).toBe(said);
});

test.each(['a', '@', 'a@', ' ', '+1', 'key_-', '-key_', 'bearer ', 'a@b.'])(
  'a long text of "%s" takes no longer than others',
  (part) => {
    const text = part.repeat(1_000_000 / part.length);
    const begun = performance.now();
    redacted(text);
    expect(performance.now() - begun).toBeLessThan(2_000);
  },
);

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
