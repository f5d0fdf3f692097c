/** A template is whatever JSON it is; an invariant finds out. */
export type Loose = any;

export type Properties = Record<string, Loose>;

export type CloudResource = {
  Type: string;
  Properties: Properties;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};

/** The template that CloudFormation is given. */
export type CloudTemplate = { Resources: Record<string, CloudResource> };

/** What breaks an invariant, one sentence each; empty when it holds. */
export type Invariant = (template: CloudTemplate) => readonly string[];

export type Named = CloudResource & { readonly id: string };

/** The resources of one type, in the order of the template. */
export function ofType(template: CloudTemplate, type: string): readonly Named[] {
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, resource]) => ({ ...resource, id }));
}

export const functionsOf = (template: CloudTemplate) => ofType(template, 'AWS::Lambda::Function');
export const tablesOf = (template: CloudTemplate) => ofType(template, 'AWS::DynamoDB::Table');
export const bucketsOf = (template: CloudTemplate) => ofType(template, 'AWS::S3::Bucket');
export const queuesOf = (template: CloudTemplate) => ofType(template, 'AWS::SQS::Queue');
export const topicsOf = (template: CloudTemplate) => ofType(template, 'AWS::SNS::Topic');
export const rolesOf = (template: CloudTemplate) => ofType(template, 'AWS::IAM::Role');
export const queueReadersOf = (template: CloudTemplate) =>
  ofType(template, 'AWS::Lambda::EventSourceMapping');

/** The name of a function: what comes after service and stage. */
export const nameOf = ({ Properties }: Named): string =>
  String(Properties['FunctionName']).split('-').slice(4).join('-');

/** Ids in every Ref, GetAtt and Sub in a part of the template, itself included. */
export function idsIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, argument]: [string, unknown]) => {
    if (key === 'Ref') return [String(argument)];
    if (key === 'Fn::GetAtt') return [String([argument].flat()[0])];
    if (key === 'Fn::Sub')
      return [...String(argument).matchAll(/\$\{(\w+)[.}]/g)].map(([, id]) => String(id));
    return idsIn(argument);
  });
}

/** A name or ARN as `Fn::Sub` would write it, whichever function of CloudFormation makes it. */
export function spelt(part: unknown): string {
  if (typeof part !== 'object' || part === null) return String(part);
  const [[made, argument] = []] = Object.entries(part as Record<string, Loose>);
  if (made === 'Ref') return `\${${argument}}`;
  if (made === 'Fn::GetAtt') return `\${${[argument].flat().join('.')}}`;
  if (made === 'Fn::Join') return (argument[1] as unknown[]).map(spelt).join(argument[0] as string);
  return made === 'Fn::Sub' && typeof argument === 'string' ? argument : JSON.stringify(part);
}

/** A sentence for each line that is promised and not found, or found and not promised. */
export const differences = (promised: readonly string[], found: readonly string[]): readonly string[] => [
  ...promised.filter((line) => !found.includes(line)).map((line) => `${line}: is missing`),
  ...found.filter((line) => !promised.includes(line)).map((line) => `${line}: nobody asked for it`),
];

/** A sentence for each of `found` that does not comply. */
export function unless<Found extends { readonly id: string }>(
  found: readonly Found[],
  complies: (one: Found) => boolean,
  sentence: string,
): readonly string[] {
  // A check of nothing would hold for ever.
  if (found.length === 0) return [`nothing is there of which one could say: ${sentence}`];
  return found.filter((one) => !complies(one)).map(({ id }) => `${id}: ${sentence}`);
}

export type Statement = {
  readonly Effect: string;
  readonly Principal?: Loose;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
};

/** The statements of every policy that speaks of a bucket, queue or topic, each with what it is attached to. */
export function resourcePolicies(template: CloudTemplate) {
  return ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']
    .flatMap((type) => ofType(template, type))
    .flatMap(({ id, Properties }) => {
      const attachedTo = [Properties['Bucket'] ?? Properties['Queues'] ?? Properties['Topics']].flat();
      return statementsIn(Properties['PolicyDocument']).map((one) => ({ ...one, id, attachedTo }));
    });
}

/** The statements of a role, or of every role. */
export function grantsOf(roles: readonly Named[]): readonly (Statement & { readonly id: string })[] {
  return roles.flatMap(({ id, Properties }) =>
    (Properties['Policies'] as { PolicyDocument: unknown }[]).flatMap(({ PolicyDocument }) =>
      statementsIn(PolicyDocument).map((one) => ({ ...one, id })),
    ),
  );
}

const statementsIn = (document: unknown): readonly Statement[] =>
  (document as { Statement: Statement[] }).Statement;

export const actionsOf = ({ Action }: Statement): readonly string[] => [Action].flat();

export const resourcesOf = ({ Resource }: Statement): readonly unknown[] => [Resource].flat();
