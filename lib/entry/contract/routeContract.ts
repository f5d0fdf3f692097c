import type * as z from 'zod';
import type { Scope } from '../../ports/KeyStore';
import type { ProblemCode } from '../../problems';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export type ResponseContract = {
  readonly description: string;
  /** What stands under `data`; absent for an answer without a body. */
  readonly data?: z.ZodType;
  /** The body is `data` itself, outside the envelope. */
  readonly bare?: true;
  /** What `data` may be, where its schema's own example is not what this status answers. */
  readonly example?: unknown;
  /** The body is a file of one of these media types; the binding's `data` is that file. */
  readonly file?: readonly string[];
};

/** How many bytes the body of a route may have that does not say otherwise. */
export const MOST_BODY_BYTES = 65_536;

/**
 * One route, said once: the schemas that validate its requests are the ones that are published.
 * `scope` has no default, so a route that forgets it does not type-check, and the door refuses to start.
 */
export type RouteContract = {
  readonly method: Method;
  readonly path: `/${string}`;
  /** The path of the first design, without a version; it means the version named by `Api-Version`. */
  readonly bare?: `/${string}`;
  readonly operationId: string;
  readonly scope: 'public' | Scope;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly bodyExample?: unknown;
  /** The body may come as `text/csv` as well: such a one, shown where the route is described. */
  readonly csvExample?: string;
  /** How many bytes a body may have; without it `MOST_BODY_BYTES`. */
  readonly mostBodyBytes?: number;
  /** The route changes a version that the caller has read: `If-Match` is required, or looked at where it is sent. */
  readonly ifMatch?: true | 'optional';
  /** Its answer shows a secret once: it is not saved for repetitions. */
  readonly holdsSecret?: true;
  readonly responses: Readonly<Record<number, ResponseContract>>;
  /** Besides those that every route of its kind can answer. */
  readonly problems: readonly ProblemCode[];
};

/** Keeps the exact types of a contract's schemas, so that its binding knows its request. */
export const routeContract = <const Contract extends RouteContract>(contract: Contract): Contract => contract;
