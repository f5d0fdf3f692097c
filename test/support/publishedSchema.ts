import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { openApiDocument } from '../../lib/entry/openapi/openApiDocument';

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(openApiDocument(), 'api');

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
    'application/json',
    'schema',
  ];
  const validate = ajv.compile({ $ref: `api#/${pointer(parts)}` });
  validators.set(`${operation} ${status}`, validate);
  return validate;
}
