import { StartProblem } from '../startProblem';

const ACCOUNT_ID = '000000000000';
export const REGION = 'us-east-1';

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT_ID,
  'AWS::Region': REGION,
  'AWS::Partition': 'aws',
};

/** The `Resources` of a template. */
export type Resources = Readonly<Record<string, Resource>>;

export type Resource = { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> };

/** How a resource is named: its property, what `Ref` answers and its ARN. All names are explicit. */
type Naming = {
  readonly property: string;
  readonly ref: (name: string) => string;
  readonly arn: (name: string) => string;
};

const topicArn = (name: string) => `arn:aws:sns:${REGION}:${ACCOUNT_ID}:${name}`;

const NAMING: Readonly<Record<string, Naming>> = {
  'AWS::DynamoDB::Table': {
    property: 'TableName',
    ref: (name) => name,
    arn: (name) => `arn:aws:dynamodb:${REGION}:${ACCOUNT_ID}:table/${name}`,
  },
  'AWS::S3::Bucket': { property: 'BucketName', ref: (name) => name, arn: (name) => `arn:aws:s3:::${name}` },
  'AWS::SNS::Topic': { property: 'TopicName', ref: topicArn, arn: topicArn },
  'AWS::SQS::Queue': {
    property: 'QueueName',
    ref: (name) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT_ID}/${name}`,
    arn: (name) => `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:${name}`,
  },
};

/**
 * A value of the template with `Ref`, `Fn::GetAtt`, `Fn::Sub` and `Fn::Join` replaced by what they name here.
 *
 * Edge    everything else is passed through as it is.
 * Throws  StartProblem for another intrinsic function, or a name that the template does not explain: what is
 *         local must not differ silently from what is deployed.
 */
export function resolveIntrinsics(resources: Resources, found: unknown): unknown {
  if (Array.isArray(found)) return found.map((one) => resolveIntrinsics(resources, one));
  if (typeof found !== 'object' || found === null) return found;
  const entries = Object.entries(found);
  const [[name, argument] = ['', undefined]] = entries;
  if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::')))
    return intrinsic(resources, name, argument);
  return Object.fromEntries(entries.map(([key, one]) => [key, resolveIntrinsics(resources, one)]));
}

function intrinsic(resources: Resources, name: string, argument: unknown): string {
  if (name === 'Ref') return reference(resources, String(argument));
  if (name === 'Fn::GetAtt') {
    const [id, attribute] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    return attributeOf(resources, id ?? '', attribute ?? '');
  }
  if (name === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map((part) => text(resolveIntrinsics(resources, part))).join(separator);
  }
  if (name === 'Fn::Sub') return substitute(resources, argument);
  throw new StartProblem(
    `The template uses "${name}", which the local stack does not know: use Ref, GetAtt, Sub or Join.`,
  );
}

function substitute(resources: Resources, argument: unknown): string {
  const [pattern, own] = Array.isArray(argument)
    ? (argument as [string, Record<string, unknown>])
    : [String(argument), {}];
  return pattern.replace(/\$\{([^}]+)\}/g, (_whole, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (name in own) return text(resolveIntrinsics(resources, own[name]));
    const [id = '', attribute] = name.split('.');
    return attribute === undefined ? reference(resources, name) : attributeOf(resources, id, attribute);
  });
}

function text(resolved: unknown): string {
  if (typeof resolved === 'string' || typeof resolved === 'number') return String(resolved);
  throw new StartProblem(`The template joins ${JSON.stringify(resolved)}, which is not text.`);
}

function reference(resources: Resources, id: string): string {
  return PSEUDO[id] ?? named(resources, id, 'Ref').ref;
}

function attributeOf(resources: Resources, id: string, attribute: string): string {
  const { arn, name } = named(resources, id, `GetAtt ${attribute}`);
  if (attribute === 'Arn' || attribute === 'TopicArn') return arn;
  if (attribute === 'QueueName' || attribute === 'TopicName') return name;
  throw new StartProblem(`The template asks for "${id}.${attribute}", which the local stack cannot know.`);
}

function named(resources: Resources, id: string, asked: string): { name: string; ref: string; arn: string } {
  const resource = resources[id];
  const naming = NAMING[resource?.Type ?? ''];
  if (naming === undefined) {
    const why = resource === undefined ? 'it is not in the template' : `it is a ${resource.Type}`;
    throw new StartProblem(
      `The template uses ${asked} of "${id}", which the local stack cannot answer: ${why}.`,
    );
  }
  const name = resolveIntrinsics(resources, resource?.Properties?.[naming.property]);
  if (typeof name !== 'string')
    throw new StartProblem(`The template gives "${id}" no ${naming.property}: name it.`);
  return { name, ref: naming.ref(name), arn: naming.arn(name) };
}
