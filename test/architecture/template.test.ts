import { join } from 'node:path';
import * as keys from '../../lib/adapters/dynamodb/keys';
import { packagedTemplate } from '../support/packagedTemplate';
import { filesUnder, ROOT, textOf } from '../support/repository';
import type { CloudTemplate, Invariant } from '../support/template/cloudTemplate';
import { functionsOf, nameOf } from '../support/template/cloudTemplate';
import { TEMPLATE_INVARIANTS } from '../support/templateInvariants';
import { TEMPLATE_SEEDS } from './seeds/templateSeeds';

const ROLES: unknown = require(join(ROOT, 'serverless/roles.cjs'));
const NAMES = Object.keys(TEMPLATE_INVARIANTS);

const invariantNamed = (name: string): Invariant => {
  const invariant = TEMPLATE_INVARIANTS[name];
  if (invariant === undefined) throw new Error(`no invariant is named "${name}"`);
  return invariant;
};

/** `aQueueIsReadWithCare` as a sentence. */
const sentence = (name: string) => name.replace(/([A-Z]|\d+)/g, (found) => ` ${found.toLowerCase()}`);

describe('the packaged template', () => {
  let template: CloudTemplate;

  beforeAll(() => {
    template = packagedTemplate();
  }, 120_000);

  test.each(NAMES.map((name) => ({ name, says: sentence(name) })))('$says', ({ name }) => {
    expect(invariantNamed(name)(template)).toEqual([]);
  });

  test.each(TEMPLATE_SEEDS)('$invariant catches $change', ({ invariant, apply }) => {
    const changed = structuredClone(template);
    apply(changed);
    expect(invariantNamed(invariant)(changed)).not.toEqual([]);
  });

  test('every invariant is seeded', () => {
    expect([...new Set(TEMPLATE_SEEDS.map(({ invariant }) => invariant))].sort()).toEqual([...NAMES].sort());
  });

  test('there are at least twenty invariants', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(20);
  });

  test('a key may ask 20 times a second and 100 times at once, at every function that it is asked of', () => {
    const paced = functionsOf(template).flatMap(({ Properties }) => {
      const { RATE_PER_SECOND: rate, RATE_BURST: burst } = Properties['Environment']?.Variables ?? {};
      return rate === undefined && burst === undefined ? [] : [[rate, burst]];
    });
    expect(paced.length).toBeGreaterThan(10);
    expect(new Set(paced.map(String))).toEqual(new Set(['20,100']));
    // Ten times that locally.
    expect(textOf('serverless.yml')).toMatch(
      /ratePerSecond: \$\{env:RATE_PER_SECOND, '200'\}\n +rateBurst: \$\{env:RATE_BURST, '1000'\}/,
    );
  });

  test('every file of functions/ is a function, and every function a file', () => {
    const files = filesUnder('functions').map((path) => path.replace(/^functions\/|\.ts$/g, ''));
    expect(functionsOf(template).map(nameOf).sort()).toEqual([...files].sort());
  });
});

describe('the kinds of items that roles name', () => {
  const series = { series: '^GSPC', interval: '1d' } as const;
  const slot = { ...series, owner: 'shared', horizonBars: 1 };
  const partitions = [
    keys.ruleKey('local', 'r').PK,
    keys.subscriptionKey('local', 's').PK,
    keys.watchlistKey('local', 'w').PK,
    keys.subscriptionDueKey(0, 'local', 's').PK,
    keys.apiKeyKey('local').PK,
    keys.keyEntryKey('local', 'k').PK,
    keys.reprojectionKey('local', 'r').PK,
    keys.instanceKey(series, 'local', 'r').PK,
    keys.rolesKey(slot).PK,
    keys.modelKey(slot, 'm').PK,
    keys.tenantPartition('local'),
    keys.savedAnswersPartition('local'),
    keys.rateBucketKey('k').PK,
    keys.vendorKey('fmp').PK,
    keys.counterPartition('local'),
    keys.counterPartition(),
    keys.modelListPartition('shared'),
    keys.alertKey('a').PK,
    keys.deliveryKey('a', 'sns').PK,
    ...keys.outboxPartitions(),
    keys.barKey('^GSPC', '1d', 0).PK,
    keys.correctionKey('^GSPC', '1d', 0).PK,
    keys.splitKey('^GSPC', 0).PK,
    keys.stretchKey('^GSPC', '1d').PK,
    keys.cursorKey('^GSPC', '1d').PK,
    keys.activeKey(series).PK,
    keys.jobKey('local', 'j').PK,
    keys.UNFINISHED_JOBS,
    'PROBE',
  ];
  const named = [
    ...new Set(
      [...JSON.stringify(ROLES).matchAll(/"dynamodb:LeadingKeys":\["([^"]+)"\]/g)].map(
        ([, kind]) => kind ?? '',
      ),
    ),
  ];
  const matches = (partition: string, kind: string) =>
    kind.endsWith('*') ? partition.startsWith(kind.slice(0, -1)) : partition === kind;

  test.each(partitions)('%s is of a kind that some role opens', (partition) => {
    expect(named.filter((kind) => matches(partition, kind))).toHaveLength(1);
  });

  test.each(named)('%s is the kind of some item', (kind) => {
    expect(partitions.some((partition) => matches(partition, kind))).toBe(true);
  });
});
