import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ROOT } from '../repository';
import type { CloudTemplate, Invariant, Named, Statement } from './cloudTemplate';
import {
  actionsOf,
  differences,
  functionsOf,
  grantsOf,
  idsIn,
  nameOf,
  ofType,
  queueReadersOf,
  resourcesOf,
  rolesOf,
  spelt,
  unless,
} from './cloudTemplate';
import { ROLE_ACTIONS } from './outline';

const { PATTERNS } = require(join(ROOT, 'serverless/roles.cjs')) as {
  PATTERNS: Readonly<Record<string, string>>;
};

const roleIdOf = ({ Properties }: Named): string => idsIn([Properties['Role']])[0] ?? '';

const roleOf = (template: CloudTemplate, one: Named): readonly Named[] =>
  rolesOf(template).filter(({ id }) => id === roleIdOf(one));

export const everyFunctionHasARoleOfItsOwn: Invariant = (template) => {
  const used = functionsOf(template).map(roleIdOf);
  return [
    ...unless(
      functionsOf(template),
      (one) =>
        template.Resources[roleIdOf(one)]?.Type === 'AWS::IAM::Role' &&
        used.filter((id) => id === roleIdOf(one)).length === 1,
      'its role is its own',
    ),
    ...unless(rolesOf(template), ({ id }) => used.includes(id), 'a function has this role'),
  ];
};

const TAKEN_BY_LAMBDA = [
  { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
];

export const onlyLambdaTakesARole: Invariant = (template) =>
  unless(
    rolesOf(template),
    ({ Properties }) =>
      isDeepStrictEqual(Properties['AssumeRolePolicyDocument']['Statement'], TAKEN_BY_LAMBDA),
    'only Lambda takes this role',
  );

/** The attributes to which a grant is limited; empty where it is not, or by anything but them. */
const attributesOf = ({ Condition }: Statement): readonly string[] => {
  const [[named, attributes] = [], ...others] = Object.entries(
    Condition?.['ForAllValues:StringEquals'] ?? {},
  );
  return named === 'dynamodb:Attributes' && others.length === 0 ? (attributes as readonly string[]) : [];
};

const NOTE_OF_USE = 'PK,SK,lastUsedAt';

/** What a statement is about, as `CoreTable T#*`, `CoreTable K#* PK,SK,revokedAt` or `AlertsTable/index/byTenant T#*`. */
const subjectsOf = (grant: Statement): readonly string[] => {
  const kinds = [
    ...((grant.Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? []) as readonly string[]),
    ...(grant.Condition?.['ForAllValues:StringEquals'] === undefined ? [] : [String(attributesOf(grant))]),
  ];
  return resourcesOf(grant)
    .map((resource) => spelt(resource).replace(/^\$\{(\w+)([.]Arn)?\}/, '$1'))
    .map((resource) => [resource.replace(/^arn:.*(?=-t-|\/vendors\/)/, ''), ...kinds].join(' '));
};

/** `RulesRole CoreTable T#* GetItem`, the log of its own left out. */
const grantLines = (role: Named): readonly string[] =>
  grantsOf([role]).flatMap((grant) =>
    subjectsOf(grant)
      .filter((subject) => subject !== role.id.replace(/Role$/, 'LogGroup'))
      .flatMap((subject) =>
        actionsOf(grant).map((action) => `${role.id} ${subject} ${action.replace(/^\w+:/, '')}`),
      ),
  );

export const aRoleMayDoWhatIsListedAndNoMore: Invariant = (template) =>
  differences(
    Object.entries(ROLE_ACTIONS).flatMap(([name, resources]) =>
      Object.entries(resources).flatMap(([id, actions]) =>
        actions.split(' ').map((action) => `${name}Role ${id} ${action}`),
      ),
    ),
    rolesOf(template).flatMap(grantLines),
  );

export const aFunctionWritesToItsOwnLog: Invariant = (template) =>
  unless(
    rolesOf(template),
    (role) =>
      grantsOf([role]).some(
        (grant) =>
          spelt(grant.Resource) === `\${${role.id.replace(/Role$/, 'LogGroup')}.Arn}` &&
          String(actionsOf(grant)) === 'logs:CreateLogStream,logs:PutLogEvents',
      ),
    'it writes to its own log, and does nothing else to it',
  );

export const noPolicyIsBorrowed: Invariant = (template) =>
  unless(
    rolesOf(template),
    ({ Properties }) => Properties['ManagedPolicyArns'] === undefined,
    'what it may do is written here',
  );

export const everyActionIsNamed: Invariant = (template) =>
  unless(
    grantsOf(rolesOf(template)),
    (grant) => actionsOf(grant).every((action) => /^[a-z0-9]+:[A-Za-z]+$/.test(action)),
    'every action is named',
  );

/** Ours: a resource of the template, or an ARN in this account whose name begins with ours. */
const isOurs = (template: CloudTemplate, resource: unknown): boolean => {
  if (idsIn([resource]).some((id) => template.Resources[id] !== undefined)) return true;
  const text = (resource as { 'Fn::Sub'?: unknown })['Fn::Sub'];
  const arn =
    /^arn:\$\{AWS::Partition\}:[a-z0-9]+:\$\{AWS::Region\}:\$\{AWS::AccountId\}:(stock-price-alerter-prod-|parameter\/stock-price-alerter-prod\/)/;
  return typeof text === 'string' && arn.test(text);
};

export const noGrantIsForEverything: Invariant = (template) =>
  unless(
    grantsOf(rolesOf(template)),
    (grant) => grant.Effect === 'Allow' && resourcesOf(grant).every((one) => isOurs(template, one)),
    'what is granted is granted on resources of this stack',
  );

const WILDCARD = /[*?]/;

export const everyPatternHasItsReason: Invariant = (template) => {
  const patterns = grantsOf(rolesOf(template)).flatMap((grant) => [
    ...resourcesOf(grant).flatMap((one) => textsIn(one)),
    ...textsIn(grant.Condition ?? {}),
  ]);
  const wild = [...new Set(patterns.filter((pattern) => WILDCARD.test(pattern)))];
  const reasons = Object.keys(PATTERNS);
  const unused = reasons.filter((listed) => !wild.some((pattern) => endsIn(pattern, listed)));
  return [
    ...wild
      .filter((pattern) => !reasons.some((listed) => endsIn(pattern, listed)))
      .map((pattern) => `"${pattern}" has no reason in serverless/roles.cjs`),
    ...unused.map((listed) => `"${listed}" is listed and not used`),
  ];
};

/** A kind of item is listed as it is, a name or path by its ending. */
const endsIn = (pattern: string, listed: string): boolean =>
  pattern === listed || (/^[/-]/.test(listed) && pattern.endsWith(listed));

function textsIn(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part];
  if (typeof part !== 'object' || part === null) return [];
  return Object.values(part).flatMap(textsIn);
}

export const aTableIsOpenedByKindOfItem: Invariant = (template) =>
  unless(
    grantsOf(rolesOf(template)).filter((grant) =>
      actionsOf(grant).some((action) => action.startsWith('dynamodb:')),
    ),
    ({ Condition }) => {
      const kinds = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
      return (
        Array.isArray(kinds) && kinds.length > 0 && kinds.every((kind) => /^[A-Z]+(#\*)?$/.test(String(kind)))
      );
    },
    'the kinds of items are named',
  );

export const onlyTheKeyFunctionWritesApiKeys: Invariant = (template) =>
  unless(
    grantsOf(rolesOf(template)).filter(
      ({ id, Condition }) => id !== 'KeysRole' && JSON.stringify(Condition ?? {}).includes('"K#*"'),
    ),
    (grant) =>
      String(actionsOf(grant)) === 'dynamodb:GetItem' ||
      (String(actionsOf(grant)) === 'dynamodb:UpdateItem' && String(attributesOf(grant)) === NOTE_OF_USE),
    'of an API key it notes the last use, and otherwise reads it',
  );

/** Reached besides what the environment names: its log, the queue it reads, the queue of its failures, the key table. */
function reachableOtherwise(template: CloudTemplate, one: Named): readonly string[] {
  const readers = queueReadersOf(template).filter(({ Properties }) =>
    idsIn([Properties['FunctionName']]).includes(one.id),
  );
  const failures = ofType(template, 'AWS::Lambda::EventInvokeConfig').filter(({ Properties }) =>
    idsIn([Properties['FunctionName']]).includes(one.id),
  );
  const log = `${nameOf(one).charAt(0).toUpperCase()}${nameOf(one).slice(1)}LogGroup`;
  return [
    log,
    ...readers.flatMap(({ Properties }) => idsIn(Properties['EventSourceArn'])),
    ...failures.flatMap(({ Properties }) => idsIn(Properties['DestinationConfig'])),
  ];
}

export const aFunctionReachesWhatItIsToldOf: Invariant = (template) =>
  unless(
    functionsOf(template),
    (one) => {
      const told = idsIn(one.Properties['Environment'] ?? {});
      const expected = new Set([...told, ...reachableOtherwise(template, one)]);
      const granted = new Set(grantsOf(roleOf(template, one)).flatMap((grant) => idsIn([grant.Resource])));
      return String([...granted].sort()) === String([...expected].sort());
    },
    'its role reaches what its environment, its queue and its log are, and nothing else',
  );

export const aQueueIsReadWithTheRightsItTakes: Invariant = (template) =>
  unless(
    queueReadersOf(template),
    ({ Properties }) => {
      const queue = idsIn(Properties['EventSourceArn'])[0];
      const reader = functionsOf(template).find(({ id }) => idsIn([Properties['FunctionName']]).includes(id));
      const actions = grantsOf(reader ? roleOf(template, reader) : [])
        .filter((grant) => idsIn([grant.Resource]).includes(queue ?? ''))
        .flatMap(actionsOf);
      return ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].every((one) =>
        actions.includes(one),
      );
    },
    'its function may receive, delete and look at the queue',
  );
