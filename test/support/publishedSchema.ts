import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { openApiDocument } from '../../lib/entry/openapi/openApiDocument';

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const document = openApiDocument();
ajv.addSchema(document, 'api');

type Answers = Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;

/** What an answer is published as: JSON, except where it is a file. */
function mediaTypeOf(path: string, method: string, status: number): string {
  const methods = document.paths?.[path] as Readonly<Record<string, { responses: Answers }>> | undefined;
  const types = Object.keys(methods?.[method]?.responses[status]?.content ?? {});
  return types.includes('application/json') ? 'application/json' : (types[0] ?? 'none');
}

const pointer = (parts: readonly string[]): string =>
  parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

/** What is wrong with an answer's body by the published document; empty when nothing is. */
export function mismatches(operation: string, status: number, body: unknown): readonly string[] {
  const validate = validatorOf(operation, status);
  if (validate(body)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

const validators = new Map<string, ValidateFunction>();

/** Compiled once: property tests ask for the same by the thousand. Throws for a status that is not published. */
function validatorOf(operation: string, status: number): ValidateFunction {
  const known = validators.get(`${operation} ${status}`);
  if (known) return known;
  const [method = '', path = ''] = operation.split(' ');
  const parts = [
    'paths',
    path,
    method.toLowerCase(),
    'responses',
    String(status),
    'content',
    mediaTypeOf(path, method.toLowerCase(), status),
    'schema',
  ];
  const validate = ajv.compile({ $ref: `api#/${pointer(parts)}` });
  validators.set(`${operation} ${status}`, validate);
  return validate;
}
