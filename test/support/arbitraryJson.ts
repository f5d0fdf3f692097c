import fc from 'fast-check';

/** What a body is sent as. */
export type RawBody = { readonly text: string; readonly base64: boolean };

/** Stands in a value for a token that `JSON.stringify` would never write. */
const RAW = /"@raw:([^"]*)"/g;

const RAW_TOKENS = [
  '1e309',
  '-1e309',
  '-0',
  '1e-320',
  '1E400',
  'NaN',
  'Infinity',
  '00',
  '0x1',
  '1_000',
  "'a'",
  'undefined',
];

const TEXTS = [
  '', ' ', '0', 'NaN', '1d', '1h', '^GSPC', 'FLAT', 'close', '5bars', 'champion', 'email', 'read', 'ewma', '__proto__', 'constructor',
  'toString', '\uD800', '\uDFFFx', '\u0000', '\r\nx: y', '\u202E', '\uFEFF', '\uFFFD', '💥', 'ﬃ', 'İ', '"', '\\', '${x}', '<b>', '../..',
  '9'.repeat(400), '2008-09-15', '2008-02-30', '9999-12-31', '0000-01-01', '2008-09-15T20:00:00Z', '+275760-09-13T00:00:00.000Z', '+12025550123',
]; // prettier-ignore

const KEYS = [
  'symbol', 'interval', 'horizon', 'levels', 'name', 'symbols', 'scopes', 'role', 'when', 'targets', 'labels', 'limit', 'cursor', '', 'x',
  '__proto__', 'constructor', 'hasOwnProperty', 'toJSON', 'then', '0', '\u0000', '💥', '\uD800', 'k'.repeat(300), 'a.b', '$ref',
]; // prettier-ignore

/** Words as callers mean them, and as nobody would. */
export const oddText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom(200, 5_000).map((length) => 'y'.repeat(length)) },
);

const key = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...KEYS) }, fc.string({ maxLength: 6 }));

const leaf = fc.oneof(
  { weight: 4, arbitrary: oddText },
  {
    weight: 2,
    arbitrary: fc.constantFrom(null, true, false, 0, 1, -1, 20, 1e9, 2 ** 53, 1e308, 5e-324, 0.1),
  },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constantFrom(...RAW_TOKENS).map((token) => `@raw:${token}`) },
);

const nested = fc
  .tuple(fc.constantFrom(3, 15, 25, 5_000), fc.boolean())
  .map(
    ([levels, isList]) =>
      `@raw:${(isList ? '[' : '{#a#:').repeat(levels)}1${(isList ? ']' : '}').repeat(levels)}`,
  );

const junk = fc.oneof(
  { weight: 6, arbitrary: leaf },
  { weight: 2, arbitrary: fc.array(leaf, { maxLength: 4 }) },
  { weight: 2, arbitrary: fc.array(fc.tuple(key, leaf), { maxLength: 4 }).map(objectOf) },
  { weight: 1, arbitrary: nested },
  {
    weight: 1,
    arbitrary: fc.tuple(leaf, fc.constantFrom(25, 60, 2_000)).map(([one, times]) => Array(times).fill(one)),
  },
);

/** With own keys only, `__proto__` among them. */
function objectOf(entries: readonly (readonly [string, unknown])[]): object {
  const made = {};
  for (const [name, value] of entries) {
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return made;
}

/** What is done to one place of a body: the place is counted through the whole of it. */
const change = fc.record({
  place: fc.nat(30),
  how: fc.constantFrom('drop', 'rename', 'add', 'swap', 'swap', 'swap', 'list'),
  key,
  junk,
});

type Change = { place: number; how: string; key: string; junk: unknown };

const childrenOf = (json: unknown): readonly (readonly [string, unknown])[] =>
  typeof json === 'object' && json !== null ? Object.entries(json) : [];

const placesIn = (json: unknown): number =>
  childrenOf(json).reduce((sum, [, child]) => sum + 1 + placesIn(child), 0);

function changed(json: unknown, change: Change): unknown {
  const places = placesIn(json);
  if (places === 0) return change.junk;
  return changedAt(json, change.place % places, change);
}

function changedAt(json: unknown, place: number, change: Change): unknown {
  let at = 0;
  const entries: (readonly [string, unknown])[] = [];
  for (const [name, child] of childrenOf(json)) {
    const size = 1 + placesIn(child);
    if (place === at) entries.push(...edited(name, child, change));
    else
      entries.push([
        name,
        place > at && place < at + size ? changedAt(child, place - at - 1, change) : child,
      ]);
    at += size;
  }
  return Array.isArray(json) ? entries.map(([, child]) => child) : objectOf(entries);
}

function edited(
  name: string,
  child: unknown,
  { how, key: other, junk: value }: Change,
): (readonly [string, unknown])[] {
  if (how === 'drop') return [];
  if (how === 'rename') return [[other, child]];
  if (how === 'add') return [[name, child], [other, value]]; // prettier-ignore
  return [[name, how === 'list' ? [child, value] : value]];
}

const textOf = (json: unknown): string =>
  (JSON.stringify(json) ?? '').replace(RAW, (_, token: string) => token.replaceAll('#', '"'));

/** Damage to the text itself: a key twice, a cut, a byte that is no UTF-8, a size beyond all limits. */
const damage = fc.oneof(
  { weight: 12, arbitrary: fc.constant((text: string) => Buffer.from(text)) },
  fc.constantFrom('"name":"x"', '"symbol":1', '"__proto__":{"a":1}').map((twice) => (text: string) => Buffer.from(text.replace('{', `{${twice},`))),
  fc.nat(60).map((length) => (text: string) => Buffer.from(text.slice(0, length))),
  fc.uint8Array({ minLength: 1, maxLength: 4 }).map((bytes) => (text: string) => Buffer.concat([Buffer.from(text.slice(0, 9)), bytes, Buffer.from(text.slice(9))])),
  fc.constantFrom(' '.repeat(66_000), `"${'z'.repeat(65_000)}"`, '/* x */', '\uFEFF').map((more) => (text: string) => Buffer.from(more + text)),
); // prettier-ignore

/**
 * Bodies that are nearly, and often exactly, one that is taken: keys come, go and change their names, types
 * are swapped, texts damaged. Some go as base64, as the gateway sends what it does not take for text.
 */
export const bodiesLike = (valid: unknown): fc.Arbitrary<RawBody> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 8, arbitrary: fc.array(change, { maxLength: 3 }).map((all) => all.reduce(changed, valid)) },
        { weight: 1, arbitrary: junk },
      ),
      damage,
      fc.boolean(),
    )
    .map(([json, damaged, base64]) => {
      const bytes = damaged(textOf(json));
      return { text: bytes.toString(base64 ? 'base64' : 'utf8'), base64 };
    });
