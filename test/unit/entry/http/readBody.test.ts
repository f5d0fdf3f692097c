import { MOST_BODY_BYTES } from '../../../../lib/entry/contract/routeContract';
import { readBody, type BodyLimits } from '../../../../lib/entry/http/readBody';
import { httpEvent } from '../../../support/httpEvent';

const readAs = (limits: BodyLimits, body: string | undefined, headers = {}, base64 = false) =>
  readBody(httpEvent('POST /v1/train', { ...(body !== undefined && { body }), headers, base64 }), limits);

const read = (body: string | undefined, headers: Record<string, string> = {}, base64 = false) => {
  const sent = readAs({}, body, headers, base64);
  return 'json' in sent ? sent.json : sent;
};

const padded = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;

test.each([
  ['a JSON object is parsed', '{"a":1}', {}, { a: 1 }],
  ['no body is undefined', undefined, {}, undefined],
  ['an empty body is undefined', '', {}, undefined],
  ['a missing content type is taken for JSON', '{}', { 'content-type': '' }, {}],
  ['a charset may be named', '{}', { 'content-type': 'application/json; charset=UTF-8' }, {}],
  ['a +json type is JSON', '{}', { 'content-type': 'application/problem+json' }, {}],
  ['the largest body passes', padded(MOST_BODY_BYTES), {}, { a: 'x'.repeat(MOST_BODY_BYTES - 8) }],
])('%s', (_, body, headers, json) => {
  expect(read(body, headers)).toEqual(json);
});

test('a base64 body is decoded before it is judged', () => {
  expect(read(Buffer.from('{"a":"€"}').toString('base64'), {}, true)).toEqual({ a: '€' });
});

test.each([
  ['one byte too many', padded(MOST_BODY_BYTES + 1), {}, 'INPUT_TOO_LARGE'],
  ['bytes count, not characters', `{"a":"${'€'.repeat(22_000)}"}`, {}, 'INPUT_TOO_LARGE'],
  ['a content encoding', '{}', { 'content-encoding': 'gzip' }, 'INPUT_MEDIA_TYPE'],
  ['a content encoding of no body', undefined, { 'content-encoding': 'identity' }, 'INPUT_MEDIA_TYPE'],
  ['a header in capitals', '{}', { 'Content-Encoding': 'br' }, 'INPUT_MEDIA_TYPE'],
  ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 'INPUT_MEDIA_TYPE'],
  ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 'INPUT_MEDIA_TYPE'],
  ['twenty-one levels', '['.repeat(21) + ']'.repeat(21), {}, 'INPUT_INVALID'],
  ['five thousand levels', '['.repeat(5000) + ']'.repeat(5000), {}, 'INPUT_INVALID'],
  ['NaN', '{"a":NaN}', {}, 'INPUT_INVALID'],
  ['1e309', '{"a":[1e309]}', {}, 'INPUT_INVALID'],
  ['-1e309', '-1e309', {}, 'INPUT_INVALID'],
  ['a __proto__ key', '{"a":{"__proto__":{"b":1}}}', {}, 'INPUT_INVALID'],
  ['a __proto__ key in escapes', '{"\\u005f_proto__":1}', {}, 'INPUT_INVALID'],
  ['U+FFFD, which the gateway puts for invalid UTF-8', '{"a":"\uFFFD"}', {}, 'INPUT_INVALID'],
  ['half a surrogate pair', '{"a":"\\ud800"}', {}, 'INPUT_INVALID'],
  ['half a surrogate pair in a key', '{"\\ud800":1}', {}, 'INPUT_INVALID'],
])('%s is refused', (_, body, headers, code) => {
  expect(() => read(body, headers)).toThrow(expect.objectContaining({ code }));
});

test.each([
  [
    { 'content-type': 'text/plain' },
    'The body is declared as "text/plain", not as JSON; send Content-Type: application/json.',
  ],
  [
    { 'content-encoding': 'gzip' },
    'The body has the Content-Encoding "gzip"; send it plain, without that header.',
  ],
])('a refusal names the header %j', (headers, message) => {
  expect(() => read('{}', headers)).toThrow(expect.objectContaining({ message }));
});

test('invalid UTF-8 in a base64 body is refused', () => {
  const bytes = Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]);
  expect(() => read(bytes.toString('base64'), {}, true)).toThrow(/not valid UTF-8/);
});

test.each([0, 1.5, false, true])('%s, which the local gateway has parsed, is the JSON it was', (parsed) => {
  const event = { ...httpEvent('POST /v1/train', {}), body: parsed as unknown as string };
  expect(readBody(event)).toEqual({ json: parsed });
});

test('twenty levels pass', () => {
  expect(read(`${'['.repeat(20)}${']'.repeat(20)}`)).toHaveLength(1);
});

test('a refusal names the place', () => {
  expect(() => read('{"levels":[1,1e309]}')).toThrow(
    expect.objectContaining({
      details: [{ path: 'levels.1', message: 'the number is not finite; send a smaller one' }],
    }),
  );
});

const CSV = { csvExample: 'a\n1\n', mostBodyBytes: 100 };

test.each([
  ['text/csv', ''],
  ['text/csv', 'a,b\n1,2'],
  ['text/csv; charset=UTF-8', 'a,b\n1,2'],
  ['text/csv; header=present; charset=utf-8', '{'],
])('a route that takes CSV is given the text of %s as it is', (type, body) => {
  expect(readAs(CSV, body, { 'content-type': type })).toEqual({ csv: body });
});

test.each([
  ['CSV where no route takes it', {}, 'a', 'text/csv', 'INPUT_MEDIA_TYPE'],
  ['another charset of CSV', CSV, 'a', 'text/csv; charset=latin1', 'INPUT_MEDIA_TYPE'],
  ['another text', CSV, 'a', 'text/plain', 'INPUT_MEDIA_TYPE'],
  ['CSV that is no UTF-8', CSV, 'a\uFFFD', 'text/csv', 'INPUT_INVALID'],
  ['CSV one byte too long', CSV, 'a'.repeat(101), 'text/csv', 'INPUT_TOO_LARGE'],
  ['CSV that is said to be JSON', CSV, 'a,b', 'application/json', 'INPUT_INVALID'],
] as const)('%s is refused', (_, limits, body, type, code) => {
  const read = () => readAs(limits, body, { 'content-type': type });
  expect(read).toThrow(expect.objectContaining({ code }));
});

test('a route may take more than others, and no byte beyond', () => {
  const larger = { mostBodyBytes: 4_194_304 };
  expect(readAs(larger, padded(4_194_304))).toEqual({ json: { a: 'x'.repeat(4_194_296) } });
  expect(() => readAs(larger, padded(4_194_305))).toThrow(/4194305 bytes; send at most 4194304/);
});
