import Ajv2020 from 'ajv/dist/2020';
import { openApiDocument } from '../../lib/entry/openapi/openApiDocument';

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(openApiDocument(), 'api');

const pointer = (parts: readonly string[]): string =>
  parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

/** What is wrong with an answer's body by the published document; empty when nothing is. */
export function mismatches(operation: string, status: number, body: unknown): readonly string[] {
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
  if (validate(body)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
