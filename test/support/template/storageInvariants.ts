import type { CloudResource, Invariant, Named, Properties } from './cloudTemplate';
import { bucketsOf, idsIn, resourcePolicies, tablesOf, unless } from './cloudTemplate';

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

const INDEXES: Readonly<Record<string, readonly string[]>> = {
  AlertsTable: ['byTenant HASH:GPK RANGE:GSK', 'outbox HASH:OPK RANGE:dueAt'],
  OpsTable: ['unfinished HASH:UPK RANGE:updatedAt'],
};

type Index = { readonly IndexName: string; readonly KeySchema: KeySchema };

export const tablesHaveTheKeysThatAdaptersUse: Invariant = (template) =>
  unless(
    tablesOf(template),
    ({ id, Properties }) => {
      const indexes = ((Properties['GlobalSecondaryIndexes'] ?? []) as readonly Index[]).map(
        ({ IndexName, KeySchema: schema }) => `${IndexName} ${keysOf(schema)}`,
      );
      return (
        keysOf(Properties['KeySchema']) === 'HASH:PK RANGE:SK' &&
        String(indexes) === String(INDEXES[id] ?? [])
      );
    },
    'it has the keys and indexes that the adapters use',
  );

export const bucketsArePrivate: Invariant = (template) =>
  unless(
    bucketsOf(template),
    ({ Properties }) => {
      const block = (Properties['PublicAccessBlockConfiguration'] ?? {}) as Record<string, boolean>;
      const asked = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
      return asked.every((name) => block[name] === true);
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
      Properties['BucketEncryption']?.['ServerSideEncryptionConfiguration']?.[0]?.[
        'ServerSideEncryptionByDefault'
      ] !== undefined,
    'objects are encrypted',
  );

export const modelsOutliveTheStackAndOldOnesAreForgotten: Invariant = (template) =>
  unless(
    bucketsOf(template).filter(isAmong(['ModelsBucket'])),
    (one) => {
      const rules = (one.Properties['LifecycleConfiguration']?.['Rules'] ?? []) as Properties[];
      return isKept(one) && rules.some((rule) => rule['NoncurrentVersionExpiration']?.['NoncurrentDays'] > 0);
    },
    'it outlives the stack and forgets replaced versions',
  );

/** Whatever can be reached from outside the account's own network: buckets, queues and topics. */
export const everythingInTransitIsEncrypted: Invariant = (template) => {
  const denied = resourcePolicies(template)
    .filter(
      ({ Effect, Condition }) => Effect === 'Deny' && isPlain(Condition?.['Bool']?.['aws:SecureTransport']),
    )
    .flatMap(({ Resource }) => idsIn([Resource]));
  const reachable = Object.entries(template.Resources)
    .filter(([, { Type }]) => ['AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::SNS::Topic'].includes(Type))
    .map(([id]) => ({ id }));
  return unless(reachable, ({ id }) => denied.includes(id), 'a request without TLS is denied');
};

const isPlain = (secure: unknown): boolean => String(secure) === 'false';
