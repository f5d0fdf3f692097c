import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { redactedLines } from '../../../lib/local/redactedLines';

/** What is passed on of output that comes in such pieces, before it ends and when it does. */
async function passedOn(...pieces: readonly (string | Buffer)[]) {
  const output = new PassThrough();
  let told = '';
  redactedLines(output, (text) => (told += text));
  for (const piece of pieces) {
    output.write(piece);
    await setImmediate();
  }
  const before = told;
  output.end();
  await setImmediate();
  return { before, behind: told.slice(before.length) };
}

const KEY = 'key_01a21f894e60stviu7rqmuycp2js.s3cret';

test.each([
  [
    'an address',
    'GET /v1/subscriptions/you@example.com (λ: subscriptions)',
    'GET /v1/subscriptions/[e-mail] (λ: subscriptions)',
  ],
  ['an encoded address', 'GET /v1/subscriptions/you%40example.com', 'GET /v1/subscriptions/[e-mail]'],
  ['a number', 'GET /v1/subscriptions/%2B12025550123', 'GET /v1/subscriptions/[phone]'],
  ['a key', `DELETE /v1/keys/${KEY} (λ: keys)`, 'DELETE /v1/keys/[key] (λ: keys)'],
  ['nothing to hide', '{ "a": 1.0 } is no JSON', '{ "a": 1.0 } is no JSON'],
])('a line with %s is passed on as soon as it has ended', async (_what, line, told) => {
  expect(await passedOn(`${line}\n`)).toEqual({ before: `${told}\n`, behind: '' });
});

test('a line of JSON stays JSON, whatever stands beside the quotes in it', async () => {
  const fields = {
    message: `asked for "you@example.com" with "Bearer ${KEY}"`,
    path: 'C:\\you@example.com\\',
    list: [{ to: '\n+12025550123\n' }],
    count: 1.5,
  };
  const { before } = await passedOn(`${JSON.stringify(fields)}\n`);
  expect(JSON.parse(before)).toEqual({
    message: 'asked for "[e-mail]" with "Bearer [key]"',
    path: 'C:[e-mail]',
    list: [{ to: '\n[phone]\n' }],
    count: 1.5,
  });
});

test('lines are neither lost nor doubled nor torn, wherever their pieces are cut', async () => {
  const text = `one you@example.com\n\n{"two":"ü@example.com"}\nthree ${KEY}\nλ four`;
  const told = 'one [e-mail]\n\n{"two":"[e-mail]"}\nthree [key]\n';
  const bytes = Buffer.from(text);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const pieces = [bytes.subarray(0, cut), bytes.subarray(cut)].filter(({ length }) => length > 0);
    expect(await passedOn(...pieces)).toEqual({ before: told, behind: 'λ four' });
  }
  const single = [...bytes].map((byte) => Buffer.from([byte]));
  expect(await passedOn(...single)).toEqual({ before: told, behind: 'λ four' });
});

test('a line of megabytes is passed on whole and soon', async () => {
  const piece = `${'x'.repeat(65_535)} `;
  const begun = performance.now();
  const { before, behind } = await passedOn(
    ...Array.from({ length: 160 }, () => piece),
    'you@example',
    '.com\n',
  );
  expect(performance.now() - begun).toBeLessThan(3_000);
  expect(before.length).toBe(160 * piece.length + '[e-mail]\n'.length);
  expect(before.slice(-10)).toBe(' [e-mail]\n');
  expect(behind).toBe('');
});
