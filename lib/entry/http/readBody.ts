import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../../problems';
import { quoted } from '../../quoted';
import { MOST_BODY_BYTES, type RouteContract } from '../contract/routeContract';
import { assertPlainJson } from './assertPlainJson';
import { headerOf } from './headerOf';
import { nestingDepth } from './nestingDepth';

const MOST_NESTING = 20;

/** What a route says of the bodies it takes. */
export type BodyLimits = Pick<RouteContract, 'csvExample' | 'mostBodyBytes'>;

/** A body as it is read further: parsed JSON, or text that its route parses. */
export type Body = { readonly json: unknown } | { readonly csv: string };

const CSV_TYPE = /^text\/csv\s*(;\s*(charset="?utf-8"?|header="?present"?)\s*)*$/i;
const JSON_TYPE = /^application\/(json|[a-z0-9.-]+\+json)\s*(;\s*charset="?utf-8"?\s*)?$/i;

/**
 * The request's body as plain JSON, undefined when there is none, or as CSV where its route takes that.
 * Everything that must be judged on the raw text is judged here, cheapest first, before a schema sees the body.
 *
 * Throws  INPUT_MEDIA_TYPE, INPUT_TOO_LARGE, INPUT_INVALID.
 */
export function readBody(event: APIGatewayProxyEventV2, limits: BodyLimits = {}): Body {
  refuseEncoding(headerOf(event, 'content-encoding'));
  if (event.body === undefined || event.body === null || event.body === '') return nothing(event, limits);
  const bytes = Buffer.from(textOf(event.body), event.isBase64Encoded ? 'base64' : 'utf8');
  refuseSize(bytes.length, limits);
  const isCsv = isCsvTyped(headerOf(event, 'content-type'), limits);
  const text = decode(bytes);
  if (isCsv) return { csv: text };
  refuseNesting(text);
  const json = parse(text);
  assertPlainJson(json, '');
  return { json };
}

/** No body: of which kind it would have been decides what is said to be missing. */
const nothing = (event: APIGatewayProxyEventV2, { csvExample }: BodyLimits): Body =>
  csvExample !== undefined && CSV_TYPE.test(headerOf(event, 'content-type')?.trim() ?? '')
    ? { csv: '' }
    : { json: undefined };

/** The gateway hands over text; its local stand-in has already parsed a body that is a bare number or boolean. */
const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

function refuseEncoding(encoding: string | undefined): void {
  if (encoding === undefined) return;
  throw new Problem(
    'INPUT_MEDIA_TYPE',
    `The body has the Content-Encoding ${quoted(encoding)}; send it plain, without that header.`,
  );
}

function refuseSize(bytes: number, { mostBodyBytes = MOST_BODY_BYTES }: BodyLimits): void {
  if (bytes <= mostBodyBytes) return;
  throw new Problem('INPUT_TOO_LARGE', `The body has ${bytes} bytes; send at most ${mostBodyBytes}.`);
}

/** Whether the body is declared as CSV, where that may be. Throws INPUT_MEDIA_TYPE when it is neither that nor JSON. */
function isCsvTyped(type: string | undefined, { csvExample }: BodyLimits): boolean {
  if (type === undefined || JSON_TYPE.test(type.trim())) return false;
  if (csvExample !== undefined && CSV_TYPE.test(type.trim())) return true;
  const [kinds, types] =
    csvExample === undefined ? ['JSON', 'application/json'] : ['JSON or CSV', 'application/json or text/csv'];
  throw new Problem(
    'INPUT_MEDIA_TYPE',
    `The body is declared as ${quoted(type)}, not as ${kinds}; send Content-Type: ${types}.`,
  );
}

/** The gateway may already have replaced what is not UTF-8 by U+FFFD, so that one is refused too. */
function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!text.includes('\uFFFD')) return text;
  throw invalid('The body is not valid UTF-8 (or holds U+FFFD, its replacement); send UTF-8.');
}

function refuseNesting(text: string): void {
  if (nestingDepth(text) <= MOST_NESTING) return;
  throw invalid(`The body is nested deeper than ${MOST_NESTING} levels; send a flatter one.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = 'The body is not JSON; send one JSON object. NaN, Infinity and comments are not JSON.';
    throw new Problem('INPUT_INVALID', message, { details: [{ path: '', message }], cause });
  }
}

const invalid = (message: string) =>
  new Problem('INPUT_INVALID', message, { details: [{ path: '', message }] });
