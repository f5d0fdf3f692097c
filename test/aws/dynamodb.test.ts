import { dynamoAlertStore } from '../../lib/adapters/dynamodb/dynamoAlertStore';
import { dynamoBarStore } from '../../lib/adapters/dynamodb/dynamoBarStore';
import { dynamoClient } from '../../lib/adapters/dynamodb/dynamoClient';
import { dynamoCounters } from '../../lib/adapters/dynamodb/dynamoCounters';
import { dynamoCursors } from '../../lib/adapters/dynamodb/dynamoCursors';
import { dynamoDeliveryLedger } from '../../lib/adapters/dynamodb/dynamoDeliveryLedger';
import { dynamoInstanceStore } from '../../lib/adapters/dynamodb/dynamoInstanceStore';
import { dynamoJobStore } from '../../lib/adapters/dynamodb/dynamoJobStore';
import { dynamoKeyStore } from '../../lib/adapters/dynamodb/dynamoKeyStore';
import { dynamoModelRegistry } from '../../lib/adapters/dynamodb/dynamoModelRegistry';
import { dynamoProbe } from '../../lib/adapters/dynamodb/dynamoProbe';
import { dynamoReprojections } from '../../lib/adapters/dynamodb/dynamoReprojections';
import { dynamoRuleStore } from '../../lib/adapters/dynamodb/dynamoRuleStore';
import { dynamoRateBuckets } from '../../lib/adapters/dynamodb/dynamoRateBuckets';
import { dynamoSavedAnswers } from '../../lib/adapters/dynamodb/dynamoSavedAnswers';
import { dynamoSplitBook } from '../../lib/adapters/dynamodb/dynamoSplitBook';
import { dynamoSubscriptionStore } from '../../lib/adapters/dynamodb/dynamoSubscriptionStore';
import { dynamoVendorStandings } from '../../lib/adapters/dynamodb/dynamoVendorStandings';
import { dynamoWatchlistStore } from '../../lib/adapters/dynamodb/dynamoWatchlistStore';
import { SUBSCRIPTIONS_DUE, subscriptionDueKey, subscriptionKey } from '../../lib/adapters/dynamodb/keys';
import { dynamoTable } from '../../lib/adapters/dynamodb/table';
import { systemIds } from '../../lib/adapters/system/systemIds';
import { alertStoreLaws } from '../contract/alertStore.contract';
import { barStoreLaws } from '../contract/barStore.contract';
import { cursorLaws } from '../contract/cursors.contract';
import { deliveryLedgerLaws } from '../contract/deliveryLedger.contract';
import { instanceStoreLaws } from '../contract/instanceStore.contract';
import { jobStoreLaws } from '../contract/jobStore.contract';
import { keyStoreLaws } from '../contract/keyStore.contract';
import { modelRegistryLaws } from '../contract/modelRegistry.contract';
import { reprojectionLaws } from '../contract/reprojections.contract';
import { ruleStoreLaws } from '../contract/ruleStore.contract';
import { counterStoreLaws } from '../contract/counterStore.contract';
import { rateBucketsLaws } from '../contract/rateBuckets.contract';
import { savedAnswersLaws } from '../contract/savedAnswers.contract';
import { splitBookLaws } from '../contract/splitBook.contract';
import { subscriptionStoreLaws } from '../contract/subscriptionStore.contract';
import { vendorStandingLaws } from '../contract/vendorStandings.contract';
import { watchlistStoreLaws } from '../contract/watchlistStore.contract';
import { recordingLog } from '../support/recordingLog';
import { subscriptionOf } from '../support/subscriptions';
import { cloudAddress, createTables, type CloudTables } from '../support/awsCloud';

describe('in DynamoDB', () => {
  const client = dynamoClient(cloudAddress());
  let tables: CloudTables;

  beforeAll(async () => {
    tables = await createTables();
  });
  afterAll(async () => {
    await tables.drop();
    client.destroy();
  });

  alertStoreLaws(() => dynamoAlertStore(client, tables.alerts));
  barStoreLaws(() => dynamoBarStore(client, tables.market));
  cursorLaws(() => dynamoCursors(client, tables.market));
  deliveryLedgerLaws(() => dynamoDeliveryLedger(client, tables.alerts));
  instanceStoreLaws(() => dynamoInstanceStore(client, tables.core));
  jobStoreLaws(() => dynamoJobStore(client, tables.ops));
  keyStoreLaws(() => dynamoKeyStore(client, tables.core));
  modelRegistryLaws(() => dynamoModelRegistry(client, tables.core));
  reprojectionLaws(() => dynamoReprojections(client, tables.core));
  ruleStoreLaws(() => dynamoRuleStore(client, tables.core));
  counterStoreLaws(() => dynamoCounters(client, tables.ops));
  rateBucketsLaws((allowance) => dynamoRateBuckets(client, tables.ops, allowance));
  savedAnswersLaws((clock) =>
    dynamoSavedAnswers(client, tables.ops, { clock, ids: systemIds(), log: recordingLog() }),
  );
  splitBookLaws(() => dynamoSplitBook(client, tables.market));
  subscriptionStoreLaws(() => dynamoSubscriptionStore(client, tables.core));
  vendorStandingLaws(() => dynamoVendorStandings(client, tables.ops));
  watchlistStoreLaws(() => dynamoWatchlistStore(client, tables.core));

  describe('a note of a subscription that is due', () => {
    const DUE_AT = Date.UTC(2026, 10, 1);
    const TEN_MINUTES_MS = 600_000;
    const notes = async () =>
      (
        await dynamoTable(client, tables.core).query({
          where: '#PK = :due',
          values: { ':due': SUBSCRIPTIONS_DUE },
        })
      ).map(({ SK }) => SK);

    it('stands for nothing where its writer died, and is dropped ten minutes later', async () => {
      const store = dynamoSubscriptionStore(client, tables.core);
      const others = await notes();
      const { tenant, id } = subscriptionOf();
      const key = subscriptionDueKey(DUE_AT, tenant, id);
      await dynamoTable(client, tables.core).put({ ...key, tenant, id, dueAt: DUE_AT });
      const own = async (now: number) => (await store.due(now, 1_000)).filter((one) => one.tenant === tenant);
      expect(await own(DUE_AT + TEN_MINUTES_MS)).toEqual([]);
      expect(await notes()).toContain(key.SK);
      expect(await own(DUE_AT + TEN_MINUTES_MS + 1)).toEqual([]);
      expect(await notes()).toEqual(others);
    });

    it('is one for each subscription, and goes with it', async () => {
      const store = dynamoSubscriptionStore(client, tables.core);
      const others = await notes();
      const first = subscriptionOf({ dueAt: DUE_AT });
      const second = { ...first, version: 2, dueAt: DUE_AT + 1 };
      const third = { ...second, version: 3, state: 'confirmed' as const };
      await store.put(first);
      await store.put(second, first);
      await store.put(third, second);
      expect((await notes()).filter((SK) => !others.includes(SK))).toEqual([
        subscriptionDueKey(DUE_AT + 1, first.tenant, first.id).SK,
      ]);
      expect(await store.remove(third)).toBe(true);
      expect(await notes()).toEqual(others);
    });
  });

  it('a subscription that was put by hand can be changed and removed like another', async () => {
    const store = dynamoSubscriptionStore(client, tables.core);
    const { version: _version, ...byHand } = subscriptionOf();
    const { tenant, id } = byHand;
    await dynamoTable(client, tables.core).put({
      ...subscriptionKey(tenant, id),
      document: JSON.stringify(byHand),
    });
    const [standing] = await store.list(tenant);
    expect(standing).toEqual({ ...byHand, version: 0 });
    expect(await store.put({ ...standing!, version: 1 })).toBe(false);
    expect(await store.put({ ...standing!, version: 1 }, standing)).toBe(true);
    expect(await store.put({ ...standing!, version: 1 }, standing)).toBe(false);
    expect(await store.remove({ ...standing!, version: 1 })).toBe(true);
    expect(await store.remove(standing!)).toBe(false);
  });

  describe('a probe', () => {
    it('finds a table that answers', async () => {
      await expect(dynamoProbe('core', client, tables.core).check()).resolves.toBeUndefined();
    });

    it('does not find a table that is not there', async () => {
      const probe = dynamoProbe('core', client, `${tables.core}-gone`);
      await expect(probe.check()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    });
  });
});
