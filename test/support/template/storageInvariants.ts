import type { CloudResource, Invariant, Named, Properties } from './cloudTemplate';
import { bucketsOf, tablesOf, unless } from './cloudTemplate';

const KEPT_TABLES = ['CoreTable', 'AlertsTable'];
const REBUILT_TABLES = ['MarketTable', 'OpsTable'];

const isAmong = (ids: readonly string[]) => (one: Named) => ids.includes(one.id);
const isKept = ({ DeletionPolicy, UpdateReplacePolicy }: CloudResource) =>
  DeletionPolicy === 'Retain' && UpdateReplacePolicy === 'Retain';

export const everyTableIsKeptOrRebuilt: Invariant = (template) => [
  ...[...KEPT_TABLES, ...REBUILT_TABLES]
    .filter((id) => template.Resources[id]?.Type !== 'AWS::DynamoDB::Table')
    .map((id) => `${id}: the table is there`),
  ...unless(
    tablesOf(template),
    isAmong([...KEPT_TABLES, ...REBUILT_TABLES]),
    'it is known whether it is kept',
  ),
];

export const keptTablesCanBeWoundBack: Invariant = (template) =>
  unless(
    tablesOf(template).filter(isAmong(KEPT_TABLES)),
    ({ Properties }) =>
      Properties['PointInTimeRecoverySpecification']?.['PointInTimeRecoveryEnabled'] === true,
    'point-in-time recovery is on',
  );

export const keptTablesOutliveTheStack: Invariant = (template) =>
  unless(tablesOf(template).filter(isAmong(KEPT_TABLES)), isKept, 'it outlives the stack');

export const keptTablesCannotBeDeleted: Invariant = (template) =>
  unless(
    tablesOf(template).filter(isAmong(KEPT_TABLES)),
    ({ Properties }) => Properties['DeletionProtectionEnabled'] === true,
    'it is protected from deletion',
  );

export const rebuiltTablesForget: Invariant = (template) =>
  unless(
    tablesOf(template).filter(isAmong(REBUILT_TABLES)),
    ({ Properties }) =>
      Properties['TimeToLiveSpecification']?.['Enabled'] === true &&
      Properties['TimeToLiveSpecification']?.['AttributeName'] === 'expiresAt',
    'what expires says so in expiresAt',
  );

export const tablesAreEncrypted: Invariant = (template) =>
  unless(
    tablesOf(template),
    ({ Properties }) => Properties['SSESpecification']?.['SSEEnabled'] === true,
    'it is encrypted under a key whose use is logged',
  );

export const tablesCostNothingWhenIdle: Invariant = (template) =>
  unless(
    tablesOf(template),
    ({ Properties }) => Properties['BillingMode'] === 'PAY_PER_REQUEST',
    'it is paid by request',
  );

type KeySchema = readonly { readonly AttributeName: string; readonly KeyType: string }[];

/** Keys as `HASH:PK RANGE:SK`. */
const keysOf = (schema: KeySchema) =>
  schema.map(({ KeyType, AttributeName }) => `${KeyType}:${AttributeName}`).join(' ');

/** The keys by which times are compared. */
const NUMBERS = ['dueAt', 'updatedAt'];

/** Every index with all that it answers with: a query is never followed by a read per item. */
const INDEXES: Readonly<Record<string, readonly string[]>> = {
  AlertsTable: ['byTenant HASH:GPK RANGE:GSK ALL', 'outbox HASH:OPK RANGE:dueAt ALL'],
  OpsTable: ['unfinished HASH:UPK RANGE:updatedAt ALL'],
};

type Index = {
  readonly IndexName: string;
  readonly KeySchema: KeySchema;
  readonly Projection: { readonly ProjectionType: string };
};

type Attribute = { readonly AttributeName: string; readonly AttributeType: string };

export const tablesHaveTheKeysThatAdaptersUse: Invariant = (template) =>
  unless(
    tablesOf(template),
    ({ id, Properties }) => {
      const indexes = ((Properties['GlobalSecondaryIndexes'] ?? []) as readonly Index[]).map(
        ({ IndexName, KeySchema: schema, Projection }) =>
          `${IndexName} ${keysOf(schema)} ${Projection.ProjectionType}`,
      );
      return (
        keysOf(Properties['KeySchema']) === 'HASH:PK RANGE:SK' &&
        String(indexes) === String(INDEXES[id] ?? [])
      );
    },
    'it has the keys and indexes that the adapters use',
  );

export const keysAreOfTheTypesThatAdaptersWrite: Invariant = (template) =>
  unless(
    tablesOf(template),
    ({ Properties }) =>
      (Properties['AttributeDefinitions'] as readonly Attribute[]).every(
        ({ AttributeName: key, AttributeType: type }) => type === (NUMBERS.includes(key) ? 'N' : 'S'),
      ),
    'its keys are strings, and numbers where time is compared',
  );

export const keptTablesForgetNothing: Invariant = (template) =>
  unless(
    tablesOf(template).filter(isAmong(KEPT_TABLES)),
    ({ Properties }) => Properties['TimeToLiveSpecification'] === undefined,
    'nothing in it expires',
  );

export const bucketsArePrivate: Invariant = (template) =>
  unless(
    bucketsOf(template),
    ({ Properties }) => {
      const block = (Properties['PublicAccessBlockConfiguration'] ?? {}) as Record<string, boolean>;
      const asked = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
      const owners = (Properties['OwnershipControls']?.['Rules'] ?? []) as readonly Properties[];
      return (
        asked.every((name) => block[name] === true) &&
        owners.every(({ ObjectOwnership }) => ObjectOwnership === 'BucketOwnerEnforced')
      );
    },
    'all public access is blocked',
  );

export const bucketsKeepVersions: Invariant = (template) =>
  unless(
    bucketsOf(template),
    ({ Properties }) => Properties['VersioningConfiguration']?.['Status'] === 'Enabled',
    'a replaced object can be had again',
  );

export const bucketsAreEncrypted: Invariant = (template) =>
  unless(
    bucketsOf(template),
    ({ Properties }) =>
      /^(AES256|aws:kms)$/.test(
        String(
          Properties['BucketEncryption']?.['ServerSideEncryptionConfiguration']?.[0]?.[
            'ServerSideEncryptionByDefault'
          ]?.['SSEAlgorithm'],
        ),
      ),
    'objects are encrypted',
  );

/** What a lifecycle may say: nothing of a current version, and of replaced ones only after a while. */
const LIFECYCLE = ['Id', 'Status', 'NoncurrentVersionExpiration', 'AbortIncompleteMultipartUpload'];

export const aModelThatIsUsedNeverExpires: Invariant = (template) =>
  unless(
    bucketsOf(template),
    ({ Properties }) =>
      ((Properties['LifecycleConfiguration']?.['Rules'] ?? []) as Properties[]).every(
        (rule) =>
          Object.keys(rule).every((word) => LIFECYCLE.includes(word)) &&
          rule['NoncurrentVersionExpiration']['NoncurrentDays'] >= 7,
      ),
    'only replaced versions expire, and not at once',
  );

export const modelsOutliveTheStackAndOldOnesAreForgotten: Invariant = (template) =>
  unless(
    bucketsOf(template).filter(isAmong(['ModelsBucket'])),
    (one) => {
      const rules = (one.Properties['LifecycleConfiguration']?.['Rules'] ?? []) as Properties[];
      return (
        isKept(one) &&
        rules.some(
          (rule) =>
            rule['Status'] === 'Enabled' && rule['NoncurrentVersionExpiration']?.['NoncurrentDays'] > 0,
        )
      );
    },
    'it outlives the stack and forgets replaced versions',
  );
