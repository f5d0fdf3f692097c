import { dynamoAlertStore } from '../../lib/adapters/dynamodb/dynamoAlertStore';
import { dynamoBarStore } from '../../lib/adapters/dynamodb/dynamoBarStore';
import { dynamoClient } from '../../lib/adapters/dynamodb/dynamoClient';
import { dynamoCursors } from '../../lib/adapters/dynamodb/dynamoCursors';
import { dynamoDeliveryLedger } from '../../lib/adapters/dynamodb/dynamoDeliveryLedger';
import { dynamoInstanceStore } from '../../lib/adapters/dynamodb/dynamoInstanceStore';
import { dynamoJobStore } from '../../lib/adapters/dynamodb/dynamoJobStore';
import { dynamoKeyStore } from '../../lib/adapters/dynamodb/dynamoKeyStore';
import { dynamoModelRegistry } from '../../lib/adapters/dynamodb/dynamoModelRegistry';
import { dynamoProbe } from '../../lib/adapters/dynamodb/dynamoProbe';
import { dynamoReprojections } from '../../lib/adapters/dynamodb/dynamoReprojections';
import { dynamoRuleStore } from '../../lib/adapters/dynamodb/dynamoRuleStore';
import { dynamoSavedAnswers } from '../../lib/adapters/dynamodb/dynamoSavedAnswers';
import { dynamoSubscriptionStore } from '../../lib/adapters/dynamodb/dynamoSubscriptionStore';
import { dynamoWatchlistStore } from '../../lib/adapters/dynamodb/dynamoWatchlistStore';
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
import { savedAnswersLaws } from '../contract/savedAnswers.contract';
import { subscriptionStoreLaws } from '../contract/subscriptionStore.contract';
import { watchlistStoreLaws } from '../contract/watchlistStore.contract';
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
  savedAnswersLaws(() => dynamoSavedAnswers(client, tables.ops));
  subscriptionStoreLaws(() => dynamoSubscriptionStore(client, tables.core));
  watchlistStoreLaws(() => dynamoWatchlistStore(client, tables.core));

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
