import { join } from 'node:path';
import { ROOT } from './repository';
import type { Named, Statement } from './template/cloudTemplate';
import { actionsOf, grantsOf, resourcesOf } from './template/cloudTemplate';

/** One request of a function to AWS, in the words of a policy. */
export type Asked = {
  readonly function: string;
  readonly action: string;
  /** As roles.cjs writes a resource, as JSON. */
  readonly resource: string;
  /** The partition key of a request to DynamoDB. */
  readonly leadingKey?: string | undefined;
  /** Attributes that a request to DynamoDB names, where it names some and not all. */
  readonly attributes?: readonly string[] | undefined;
};

const ROLES = (require(join(ROOT, 'serverless/roles.cjs')) as { Resources: Record<string, Named> }).Resources;

/** One action of one statement of a role. */
export type Grant = {
  readonly function: string;
  readonly action: string;
  readonly resource: string;
  readonly kind?: string | undefined;
  /** The only attributes that a request may name. */
  readonly attributes?: readonly string[] | undefined;
};

const kindOf = ({ Condition }: Statement): string | undefined => {
  const kinds = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] as
    readonly string[] | undefined;
  return kinds?.[0];
};

const attributesOf = ({ Condition }: Statement): readonly string[] | undefined =>
  Condition?.['ForAllValues:StringEquals']?.['dynamodb:Attributes'] as readonly string[] | undefined;

/** Everything that roles grant, apart from writing to their logs. */
export const GRANTS: readonly Grant[] = Object.entries(ROLES).flatMap(([id, role]) =>
  grantsOf([{ ...role, id }])
    .flatMap((statement) =>
      resourcesOf(statement).flatMap((resource) =>
        actionsOf(statement).map((action) => ({
          function: id.charAt(0).toLowerCase() + id.slice(1, -'Role'.length),
          action,
          resource: JSON.stringify(resource),
          kind: kindOf(statement),
          attributes: attributesOf(statement),
        })),
      ),
    )
    .filter(({ action }) => !action.startsWith('logs:')),
);

const isLike = (text: string, pattern: string): boolean =>
  pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;

/** Whether a grant lets this request through. */
export const allows = (grant: Grant, asked: Asked): boolean =>
  grant.function === asked.function &&
  grant.action === asked.action &&
  grant.resource === asked.resource &&
  (grant.kind === undefined || (asked.leadingKey !== undefined && isLike(asked.leadingKey, grant.kind))) &&
  (grant.attributes === undefined || isWithin(asked.attributes, grant.attributes));

const isWithin = (named: readonly string[] | undefined, open: readonly string[]): boolean =>
  named !== undefined && named.every((attribute) => open.includes(attribute));

/** A grant or a request in one line. */
export const spoken = (one: Asked | Grant): string =>
  [
    one.function,
    one.action,
    one.resource,
    'kind' in one ? one.kind : 'leadingKey' in one ? one.leadingKey : undefined,
    one.attributes?.join(),
  ]
    .filter((word) => word !== undefined)
    .join(' ');
