import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { API_VERSION } from '../contract/envelope';
import type { RouteContract } from '../contract/routeContract';
import { ruleSchema } from '../contract/ruleSchema';
import { ROUTES } from '../contract/routes';
import { PRODUCT_VERSION } from '../productVersion';
import { failureExamples } from './failureExamples';
import { operationOf } from './operationOf';

const ABOUT = `Bars become features, a model turns them into a forecast, rules are judged against both, and alerts
decide whether somebody is told, and why.

Every answer stands in an envelope; rely on \`error.code\`, read \`error.message\`. Times are ISO-8601 in UTC.
The header \`Api-Version\` may name the version, \`${API_VERSION}\`. Bodies have at most 65,536 bytes unless their
route says otherwise, 20 levels of nesting, and no field that is not listed.`;

/** The published contract, made from the schemas that validate. */
export function openApiDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Stock Price Alerter',
      version: PRODUCT_VERSION,
      description: ABOUT,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    tags: [...new Set(ROUTES.map(tagOf))].map((name) => ({ name })),
    paths: pathsOf(ROUTES),
    components: {
      schemas: { Rule: ruleSchema },
      examples: failureExamples(),
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API key: `<keyId>.<secret>`. The local stack accepts `local`, and `local-2` for a second tenant.',
        },
      },
    },
  });
}

/** Bare paths are listed as well, since they answer; they are marked as the older spelling. */
function pathsOf(routes: readonly RouteContract[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  const add = (path: string, method: string, operation: ZodOpenApiOperationObject) => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  };
  for (const contract of routes) {
    const operation = { ...operationOf(contract), tags: [tagOf(contract)] };
    add(contract.path, contract.method, operation);
    if (contract.bare === undefined) continue;
    const operationId = `${contract.operationId}Bare`;
    const summary = `${contract.summary} (the same as ${contract.path})`;
    add(contract.bare, contract.method, { ...operation, operationId, summary, deprecated: true });
  }
  return paths;
}

/** The first word of a path after its version. */
const tagOf = ({ path }: RouteContract): string =>
  path.startsWith('/v1/') ? (path.split('/')[2] ?? '') : 'system';
