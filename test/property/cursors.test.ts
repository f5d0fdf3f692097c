import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bodyOf } from '../support/doorHandlers';
import { ruleBody, twoTenants, watchlistBody } from '../support/twoTenants';

// Hundreds of walks: a busy machine needs more than the usual five seconds.
jest.setTimeout(120_000);

const SEED = 20_081_112;
const WORDS = { local: 'mine', 'local-2': 'theirs' } as const;

const LISTED = {
  listRules: {
    make: 'createRule',
    body: (at: number) => ruleBody(`rule${String.fromCharCode(97 + at)}`),
    remove: 'deleteRule',
    kind: 'rule',
  },
  listWatchlists: {
    make: 'createWatchlist',
    body: (at: number) => watchlistBody(`list ${at}`),
    remove: 'deleteWatchlist',
    kind: 'watchlist',
  },
} as const;

type Lister = keyof typeof LISTED;

async function made(
  at: Awaited<ReturnType<typeof twoTenants>>,
  lister: Lister,
  count: number,
): Promise<string[]> {
  const { make, body, kind } = LISTED[lister];
  const ids: string[] = [];
  for (let each = 0; each < count; each += 1) {
    const { answer } = await at.make('local', kind, make, { body: body(each) });
    ids.push(bodyOf(answer).data.id);
  }
  return ids;
}

test('what stands while pages are walked is listed once and in order, whatever comes and goes', async () => {
  const walk = fc.record({
    lister: fc.constantFrom(...(Object.keys(LISTED) as Lister[])),
    count: fc.integer({ min: 0, max: 12 }),
    turns: fc.array(
      fc.record({
        limit: fc.integer({ min: 1, max: 4 }),
        adds: fc.boolean(),
        removes: fc.option(fc.nat(20)),
      }),
      { minLength: 15, maxLength: 15 },
    ),
  });
  const isComplete = fc.asyncProperty(walk, async ({ lister, count, turns }) => {
    const at = await twoTenants(WORDS);
    const standing = new Set(await made(at, lister, count));
    const seen: string[] = [];
    let cursor: string | null = null;
    for (const { limit, adds, removes } of turns) {
      const query = { limit: String(limit), ...(cursor !== null && { cursor }) };
      const { data } = bodyOf((await at.ask('local', lister, { query })).answer);
      assert.ok(data.items.length <= limit);
      seen.push(...data.items.map(({ id }: { id: string }) => id));
      cursor = data.nextCursor;
      if (cursor === null) break;
      if (adds) await made(at, lister, 1);
      const gone = [...standing][removes ?? Infinity];
      if (gone === undefined) continue;
      const parts = { params: { id: gone }, headers: { 'if-match': '1' } };
      assert.equal((await at.ask('local', LISTED[lister].remove, parts)).answer.statusCode, 204);
      standing.delete(gone);
    }
    assert.deepEqual(seen, [...new Set(seen)].sort());
    const missed = [...standing].filter((id) => !seen.includes(id));
    if (cursor === null) assert.deepEqual(missed, []);
  });
  await fc.assert(isComplete, { seed: SEED, numRuns: 300 });
});

test('a cursor of another list, tenant or filter, and one that nobody gave, is refused', async () => {
  const at = await twoTenants(WORDS);
  await made(at, 'listRules', 3);
  const { data } = bodyOf((await at.ask('local', 'listRules', { query: { limit: '1' } })).answer);
  const given: string = data.nextCursor;
  const [place = '', mac = ''] = given.split('.');
  const base64url = fc.base64String().map((text) => text.replace(/[+/=]/g, '_'));
  const changed = fc.oneof(
    fc.string({ minLength: 1, maxLength: 1_100, unit: 'binary' }),
    base64url.map((text) => `${text}.${mac}`),
    base64url.map((text) => `${place}.${text}`),
    fc.nat(given.length - 1).map((cut) => given.slice(0, cut)),
    fc
      .tuple(fc.nat(given.length - 1), fc.constantFrom('A', 'z', '-', '.'))
      .map(([cut, letter]) => given.slice(0, cut) + letter + given.slice(cut + 1)),
  );
  const isRefused = fc.asyncProperty(changed, async (cursor) => {
    fc.pre(cursor !== given);
    const { answer } = await at.ask('local', 'listRules', { query: { limit: '1', cursor } });
    assert.equal(answer.statusCode, 400, cursor);
    assert.equal(bodyOf(answer).error.details[0].path, 'cursor');
  });
  await fc.assert(isRefused, { seed: SEED, numRuns: 1_000 });
  const elsewhere = [
    await at.ask('local-2', 'listRules', { query: { limit: '1', cursor: given } }),
    await at.ask('local', 'listWatchlists', { query: { cursor: given } }),
    await at.ask('local', 'listKeys', { query: { cursor: given } }),
    await at.ask('local', 'listAlerts', { query: { cursor: given } }),
  ];
  expect(elsewhere.map(({ answer }) => answer.statusCode)).toEqual([400, 400, 400, 400]);
  expect(
    (await at.ask('local', 'listRules', { query: { limit: '3', cursor: given } })).answer.statusCode,
  ).toBe(200);
});
