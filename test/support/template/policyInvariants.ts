import { isDeepStrictEqual } from 'node:util';
import type { CloudTemplate, Invariant, Statement } from './cloudTemplate';
import { actionsOf, differences, resourcePolicies, resourcesOf, spelt, unless } from './cloudTemplate';
import { TRUSTED_SERVICES } from './outline';

type Attached = Statement & { readonly id: string; readonly attachedTo: readonly unknown[] };

const sources = ({ Condition }: Attached): readonly string[] => {
  const [[test, asked] = [], ...others] = Object.entries(Condition ?? {});
  const isOfSource =
    /^Arn(Equals|Like)$/.test(test ?? '') && String(Object.keys(asked ?? {})) === 'aws:SourceArn';
  return isOfSource && others.length === 0 ? [asked?.['aws:SourceArn']].flat().map(spelt) : ['anybody'];
};

/** `events.amazonaws.com sqs:SendMessage ${ScheduleDlq.Arn} for ${Rule.Arn}`, a line for each source. */
const trustLines = (one: Attached): readonly string[] =>
  sources(one).map((source) =>
    [
      one.Principal?.Service ?? JSON.stringify(one.Principal),
      String(actionsOf(one)),
      String(resourcesOf(one).map(spelt)),
      'for',
      source,
    ].join(' '),
  );

export const aServiceIsTrustedForOurOwnOnly: Invariant = (template) =>
  differences(
    TRUSTED_SERVICES,
    resourcePolicies(template)
      .filter(({ Effect }) => Effect !== 'Deny')
      .flatMap(trustLines),
  );

/** What is reached over the network, by type: the actions to deny, and how its policy spells it. */
const REACHABLE: Readonly<Record<string, { actions: string; resources: (id: string) => readonly string[] }>> =
  {
    'AWS::S3::Bucket': { actions: 's3:*', resources: (id) => [`\${${id}.Arn}`, `\${${id}.Arn}/*`] },
    'AWS::SQS::Queue': { actions: 'sqs:*', resources: (id) => [`\${${id}.Arn}`] },
    'AWS::SNS::Topic': { actions: 'sns:Publish', resources: (id) => [`\${${id}}`] },
  };

/** The framework joins the ARN of its bucket from parts. */
const speltArn = (resource: unknown): string =>
  spelt(resource).replace(/^arn:\$\{AWS::Partition\}:s3:::\$\{(\w+)\}/, '${$1.Arn}');

const deniesPlain = (template: CloudTemplate, id: string): boolean => {
  const { actions, resources } = REACHABLE[template.Resources[id]?.Type ?? ''] ?? {};
  return resourcePolicies(template).some(
    (one) =>
      one.attachedTo.map(spelt).includes(`\${${id}}`) &&
      one.Effect === 'Deny' &&
      one.Principal === '*' &&
      one.Action === actions &&
      isDeepStrictEqual(resourcesOf(one).map(speltArn).sort(), resources?.(id)) &&
      /^\{"Bool":\{"aws:SecureTransport":("false"|false)\}\}$/.test(JSON.stringify(one.Condition)),
  );
};

export const everythingInTransitIsEncrypted: Invariant = (template) =>
  unless(
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type in REACHABLE)
      .map(([id]) => ({ id })),
    ({ id }) => deniesPlain(template, id),
    'a request without TLS is denied',
  );
