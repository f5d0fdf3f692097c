import * as z from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import type { ProblemCode } from '../../problems';
import { PROBLEMS } from '../../problems';
import { failure, metadata, successOf } from '../contract/envelope';
import { MOST_BODY_BYTES, type ResponseContract, type RouteContract } from '../contract/routeContract';
import { exampleOf } from './exampleOf';

const version = z
  .string()
  .optional()
  .meta({ description: 'Version of this contract; without it "1".', example: '1' });

/* The reference page fills a field with its example: what would be wrong to send unchanged has none. */

const ifMatch = z.string().meta({ description: 'The version that you have read, bare or quoted: `"3"`.' });

const idempotencyKey = z.string().min(1).max(128).optional().meta({
  description:
    'Names this request, as `f81d4fae-7dec`: a repetition within 24 hours is given the answer of the first. After a failure of ours (5xx) a repetition runs, and brings to its end what was begun: it makes no second one. So does a repetition of what was answered with more than 400,000 bytes, compressed: that is not kept.',
});

const correlationId = z.string().optional().meta({
  description:
    'Under which this request is found in the logs, as `order-17`: up to 128 letters, digits and `._-`. Answered as `X-Correlation-Id`; without it, or where it is not well formed, that is the request id.',
});

const metadataExample = exampleOf(metadata);

type Responses = Record<`${1 | 2 | 3 | 4 | 5}${string}`, ZodOpenApiResponseObject>;

/** One operation of the document: what it takes, what it answers, and every problem it can end in. */
export function operationOf(contract: RouteContract): ZodOpenApiOperationObject {
  const { operationId, summary, description, scope } = contract;
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    security: scope === 'public' ? [] : [{ apiKey: [scope] }],
    requestParams: parametersOf(contract),
    ...(contract.body && { requestBody: bodyOf(contract, contract.body) }),
    responses: { ...successesOf(contract), ...failuresOf(contract) },
  };
}

const isRepeatable = ({ method, scope, holdsSecret }: RouteContract): boolean =>
  method === 'POST' && scope !== 'public' && !holdsSecret;

const headersOf = (contract: RouteContract) =>
  z.object({
    'Api-Version': version,
    'X-Correlation-Id': correlationId,
    ...(isRepeatable(contract) && { 'Idempotency-Key': idempotencyKey }),
    ...(contract.ifMatch && {
      'If-Match': contract.ifMatch === true ? ifMatch : ifMatch.optional().meta(ifMatch.meta() ?? {}),
    }),
  });

const parametersOf = (contract: RouteContract) => ({
  header: headersOf(contract),
  ...(contract.params && { path: objectOf(contract.params) }),
  ...(contract.query && { query: objectOf(contract.query) }),
});

const bodyOf = (contract: RouteContract, schema: z.ZodType) => {
  const { bodyExample: example, csvExample, mostBodyBytes = MOST_BODY_BYTES } = contract;
  return {
    required: true,
    description: `At most ${mostBodyBytes.toLocaleString('en-US')} bytes.`,
    content: {
      'application/json': { schema, example },
      ...(csvExample !== undefined && { 'text/csv': { schema: z.string(), example: csvExample } }),
    },
  };
};

function objectOf(schema: z.ZodType): z.ZodObject {
  if (schema instanceof z.ZodObject) return schema;
  throw new Error('parameters are described by an object schema');
}

function successesOf(contract: RouteContract): Responses {
  return Object.fromEntries(
    Object.entries(contract.responses).map(([status, response]) => [status, successOfRoute(response)]),
  );
}

function successOfRoute(response: ResponseContract): ZodOpenApiResponseObject {
  const { description, data, bare, file } = response;
  if (file !== undefined) {
    const content = Object.fromEntries(
      file.map((mediaType) => [mediaType, { schema: z.string(), example: response.example }]),
    );
    return { description, content };
  }
  if (data === undefined) return { description };
  const shown = response.example ?? exampleOf(data);
  const content = bare
    ? { schema: data, example: shown }
    : {
        schema: successOf(described(data, description)),
        example: { success: true, data: shown, metadata: metadataExample },
      };
  return { description, content: { 'application/json': content } };
}

/** What stands under `data` says what it is: in its own words where it has a name. */
const described = (data: z.ZodType, description: string): z.ZodType =>
  data.meta()?.id === undefined ? data.meta({ ...data.meta(), description }) : data;

/** Problems of a route by status: its own, and those of every route of its kind. */
function problemsOf(contract: RouteContract): readonly ProblemCode[] {
  const codes: readonly ProblemCode[] = [
    'INPUT_INVALID',
    'INPUT_API_VERSION',
    ...(contract.scope === 'public'
      ? []
      : (['AUTH_MISSING', 'AUTH_INVALID', 'AUTH_SCOPE', 'LIMIT_EXCEEDED', 'STORE_UNAVAILABLE'] as const)),
    // Also of a GET: a body that nobody asked for is judged as any other.
    'INPUT_TOO_LARGE',
    'INPUT_MEDIA_TYPE',
    ...(contract.ifMatch === true ? (['INPUT_PRECONDITION'] as const) : []),
    ...(isRepeatable(contract) ? (['INPUT_IDEMPOTENCY_CONFLICT', 'STORE_CONFLICT'] as const) : []),
    ...contract.problems,
    'CONFIG_INVALID',
    'INTERNAL',
  ];
  return [...new Set(codes)];
}

function failuresOf(contract: RouteContract): Responses {
  const codes = problemsOf(contract);
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))];
  const free = statuses.filter((status) => contract.responses[status] === undefined);
  const ofStatus = (status: number) => codes.filter((code) => PROBLEMS[code].status === status);
  return Object.fromEntries(free.map((status) => [String(status), failureResponse(ofStatus(status))]));
}

function failureResponse(codes: readonly ProblemCode[]): ZodOpenApiResponseObject {
  const description = codes
    .map((code) => `\`${code}\` ${PROBLEMS[code].title}. ${PROBLEMS[code].fix}`)
    .join('\n\n');
  const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
  return { description, content: { 'application/json': { schema: failure, examples } } };
}
