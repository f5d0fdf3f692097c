import { StartProblem } from '../startProblem';

/** The account of the embedded cloud. */
export const EMBEDDED_ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** The `Resources` of a template. */
export type Resources = Readonly<Record<string, Resource>>;

export type Resource = { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> };

/** Where a name is looked up. */
type Scope = { readonly resources: Resources; readonly accountId: string };

/** How a resource is named: its property, what `Ref` answers and its ARN. All names are explicit. */
type Naming = {
  readonly property: string;
  readonly ref: (name: string, accountId: string) => string;
  readonly arn: (name: string, accountId: string) => string;
};

const topicArn = (name: string, accountId: string) => `arn:aws:sns:${REGION}:${accountId}:${name}`;

const NAMING: Readonly<Record<string, Naming>> = {
  'AWS::DynamoDB::Table': {
    property: 'TableName',
    ref: (name) => name,
    arn: (name, accountId) => `arn:aws:dynamodb:${REGION}:${accountId}:table/${name}`,
  },
  'AWS::S3::Bucket': { property: 'BucketName', ref: (name) => name, arn: (name) => `arn:aws:s3:::${name}` },
  'AWS::SNS::Topic': { property: 'TopicName', ref: topicArn, arn: topicArn },
  'AWS::SQS::Queue': {
    property: 'QueueName',
    ref: (name, accountId) => `https://sqs.${REGION}.amazonaws.com/${accountId}/${name}`,
    arn: (name, accountId) => `arn:aws:sqs:${REGION}:${accountId}:${name}`,
  },
};

/**
 * A value of the template with `Ref`, `Fn::GetAtt`, `Fn::Sub` and `Fn::Join` replaced by what they name here.
 *
 * Edge    everything else is passed through as it is.
 * Throws  StartProblem for another intrinsic function, or a name that the template does not explain: what is
 *         local must not differ silently from what is deployed.
 */
export function resolveIntrinsics(
  resources: Resources,
  found: unknown,
  accountId: string = EMBEDDED_ACCOUNT,
): unknown {
  return resolved({ resources, accountId }, found);
}

function resolved(scope: Scope, found: unknown): unknown {
  if (Array.isArray(found)) return found.map((one) => resolved(scope, one));
  if (typeof found !== 'object' || found === null) return found;
  const entries = Object.entries(found);
  const [[name, argument] = ['', undefined]] = entries;
  if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::')))
    return intrinsic(scope, name, argument);
  return Object.fromEntries(entries.map(([key, one]) => [key, resolved(scope, one)]));
}

function intrinsic(scope: Scope, name: string, argument: unknown): string {
  if (name === 'Ref') return reference(scope, String(argument));
  if (name === 'Fn::GetAtt') {
    const [id, attribute] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    return attributeOf(scope, id ?? '', attribute ?? '');
  }
  if (name === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map((part) => text(resolved(scope, part))).join(separator);
  }
  if (name === 'Fn::Sub') return substitute(scope, argument);
  throw new StartProblem(
    `The template uses "${name}", which the local stack does not know: use Ref, GetAtt, Sub or Join.`,
  );
}

function substitute(scope: Scope, argument: unknown): string {
  const [pattern, own] = Array.isArray(argument)
    ? (argument as [string, Record<string, unknown>])
    : [String(argument), {}];
  return pattern.replace(/\$\{([^}]+)\}/g, (_whole, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (name in own) return text(resolved(scope, own[name]));
    const [id = '', attribute] = name.split('.');
    return attribute === undefined ? reference(scope, name) : attributeOf(scope, id, attribute);
  });
}

function text(found: unknown): string {
  if (typeof found === 'string' || typeof found === 'number') return String(found);
  throw new StartProblem(`The template joins ${JSON.stringify(found)}, which is not text.`);
}

function pseudo({ accountId }: Scope): Readonly<Record<string, string>> {
  return { 'AWS::AccountId': accountId, 'AWS::Region': REGION, 'AWS::Partition': 'aws' };
}

function reference(scope: Scope, id: string): string {
  return pseudo(scope)[id] ?? named(scope, id, 'Ref').ref;
}

function attributeOf(scope: Scope, id: string, attribute: string): string {
  const { arn, name } = named(scope, id, `GetAtt ${attribute}`);
  if (attribute === 'Arn' || attribute === 'TopicArn') return arn;
  if (attribute === 'QueueName' || attribute === 'TopicName') return name;
  throw new StartProblem(`The template asks for "${id}.${attribute}", which the local stack cannot know.`);
}

function named(scope: Scope, id: string, asked: string): { name: string; ref: string; arn: string } {
  const resource = scope.resources[id];
  const naming = NAMING[resource?.Type ?? ''];
  if (naming === undefined) {
    const why = resource === undefined ? 'it is not in the template' : `it is a ${resource.Type}`;
    throw new StartProblem(
      `The template uses ${asked} of "${id}", which the local stack cannot answer: ${why}.`,
    );
  }
  const name = resolved(scope, resource?.Properties?.[naming.property]);
  if (typeof name !== 'string')
    throw new StartProblem(`The template gives "${id}" no ${naming.property}: name it.`);
  const { accountId } = scope;
  return { name, ref: naming.ref(name, accountId), arn: naming.arn(name, accountId) };
}
