import * as keys from '../../../../lib/adapters/dynamodb/keys';
import { allShards, shardOf } from '../../../../lib/adapters/dynamodb/shardOf';

const SERIES = { series: 'local/^GSPC', interval: '1d' } as const;
const SLOT = { owner: 'shared', series: '^GSPC', interval: '1d', horizonBars: 5 };

describe('keys', () => {
  it.each([
    { key: keys.ruleKey('t', 'r'), expected: { PK: 'T#t', SK: 'RULE#r' }, law: 'a rule' },
    { key: keys.subscriptionKey('t', 's'), expected: { PK: 'T#t', SK: 'SUB#s' }, law: 'a subscription' },
    { key: keys.watchlistKey('t', 'w'), expected: { PK: 'T#t', SK: 'WL#w' }, law: 'a watchlist' },
    {
      key: keys.subscriptionDueKey(Date.UTC(2026, 10, 1), 't', 's'),
      expected: { PK: 'SUBDUE', SK: '2026-11-01T00:00:00.000Z#t#s' },
      law: 'a note of when a subscription is due',
    },
    { key: keys.apiKeyKey('k'), expected: { PK: 'K#k', SK: 'META' }, law: 'an API key' },
    {
      key: keys.keyEntryKey('t', 'k'),
      expected: { PK: 'T#t', SK: 'KEY#k' },
      law: 'an API key in the list of its tenant',
    },
    {
      key: keys.rolesKey(SLOT),
      expected: { PK: 'M#shared#^GSPC#1d#5bars', SK: 'ROLES' },
      law: 'the roles of a slot',
    },
    {
      key: keys.modelKey(SLOT, 'm'),
      expected: { PK: 'M#shared#^GSPC#1d#5bars', SK: 'MODEL#m' },
      law: 'a model',
    },
    {
      key: keys.modelPointerKey('shared', 'm'),
      expected: { PK: 'MODELS#shared', SK: 'm' },
      law: 'the way to a model',
    },
    { key: keys.alertKey('a'), expected: { PK: 'A#a', SK: 'META' }, law: 'an alert' },
    { key: keys.deliveryKey('a', 'sns'), expected: { PK: 'A#a', SK: 'D#sns' }, law: 'a delivery' },
    {
      key: keys.barKey('^GSPC', '1d', Date.UTC(2008, 7, 1)),
      expected: { PK: 'B#^GSPC#1d', SK: '2008-08-01T00:00:00.000Z' },
      law: 'a bar',
    },
    {
      key: keys.stretchKey('^GSPC', '1d'),
      expected: { PK: 'W#^GSPC#1d', SK: 'WHOLE' },
      law: 'which bars are whole',
    },
    { key: keys.cursorKey('^GSPC', '1d'), expected: { PK: 'C#^GSPC#1d', SK: 'CURSOR' }, law: 'a cursor' },
    { key: keys.rateBucketKey('k'), expected: { PK: 'R#k', SK: 'BUCKET' }, law: 'how often a key may ask' },
    { key: keys.jobKey('t', 'j'), expected: { PK: 'J#t', SK: 'JOB#j' }, law: 'a training job' },
  ])('place $law', ({ key, expected }) => {
    expect(key).toEqual(expected);
  });

  it('place an instance in one of the partitions that its series is read from', () => {
    const used = new Set(
      Array.from({ length: 100 }, (_, place) => keys.instanceKey(SERIES, 't', `r${place}`).PK),
    );
    expect([...used].sort()).toEqual([...keys.instancePartitions(SERIES)].sort());
    expect(keys.instanceKey(SERIES, 't', 'r1').SK).toBe('R#t#r1');
  });

  it('place alerts in every partition of the outbox, and series in every list of active ones', () => {
    const names = Array.from({ length: 500 }, (_, place) => `a${place}`);
    expect(new Set(names.map(keys.outboxPartition))).toEqual(new Set(keys.outboxPartitions()));
    const active = names.map((series) => keys.activeKey({ series, interval: '1d' }));
    expect(new Set(active.map(({ PK }) => PK))).toEqual(new Set(keys.activePartitions()));
    expect(active[0]?.SK).toBe('a0#1d');
  });
});

describe('shardOf', () => {
  it('answers the same shard for a name for ever: items stand there', () => {
    // From Python: int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], 'big') % 16
    expect(['a', 'b', 'c', 'rule_1'].map((name) => shardOf(name, 16))).toEqual([2, 6, 3, 0]);
  });

  it('spreads names evenly', () => {
    const counts = allShards(4).map(() => 0);
    for (let place = 0; place < 4_000; place += 1) counts[shardOf(`rule_${place}`, 4)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(900);
  });
});
