import { openApiDocument } from '../../lib/entry/openapi/openApiDocument';
import type { RequestParts } from './httpEvent';

type Example = { readonly value?: unknown; readonly $ref?: string };

type Content = { readonly example?: unknown; readonly examples?: Readonly<Record<string, Example>> };

type Parameter = {
  readonly in: 'header' | 'path' | 'query';
  readonly name: string;
  readonly schema?: { readonly example?: unknown };
  readonly example?: unknown;
};

type Declared = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': Content; readonly 'text/csv'?: Content };
  };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, Content>> }>
  >;
};

export type DocumentedOperation = {
  /** Method and path. */
  readonly route: string;
  /** The id of its row in AUTHZ_ROWS. */
  readonly row: string;
  readonly operation: Declared;
  /** Every answer with the bodies that the document shows for it. */
  readonly answers: readonly { readonly status: number; readonly examples: readonly unknown[] }[];
};

const document = openApiDocument();

/** Every operation of the published document with its examples, in its order. */
export const documentedExamples = (): readonly DocumentedOperation[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Readonly<Record<string, Declared>>).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      row: operation.operationId.replace(/Bare$/, ''),
      operation,
      answers: Object.entries(operation.responses).map(([status, { content = {} }]) => ({
        status: Number(status),
        examples: Object.values(content).flatMap(shownIn),
      })),
    })),
  );

const shownIn = ({ example, examples = {} }: Content): readonly unknown[] => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples).map(valueOf),
];

function valueOf({ value, $ref }: Example): unknown {
  if ($ref === undefined) return value;
  const name = $ref.replace('#/components/examples/', '');
  const found = document.components?.examples?.[name] as Example | undefined;
  if (found === undefined) throw new Error(`the document has no ${$ref}`);
  return found.value;
}

/** The request that a documented operation shows; what it cannot know, ids and versions, is given. */
export function requestOf({ operation }: DocumentedOperation, given: RequestParts): RequestParts {
  const shown = (place: Parameter['in']) =>
    Object.fromEntries(
      (operation.parameters ?? []).flatMap((parameter) => {
        const example = parameter.example ?? parameter.schema?.example;
        return parameter.in === place && example !== undefined
          ? [[parameter.name, typeof example === 'string' ? example : JSON.stringify(example)]]
          : [];
      }),
    );
  const body = operation.requestBody?.content['application/json'].example as object | undefined;
  return {
    params: { ...given.params, ...shown('path') },
    query: shown('query'),
    headers: { ...given.headers, ...shown('header') },
    ...(body !== undefined && { body }),
  };
}
