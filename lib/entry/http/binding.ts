import type * as z from 'zod';
import type { Clock } from '../../ports/Clock';
import type { Correlation } from '../../ports/Correlation';
import type { Log } from '../../ports/Log';
import type { Metrics } from '../../ports/Metrics';
import type { RouteContract } from '../contract/routeContract';
import type { Headers } from './answers';
import type { Guard } from './authenticate';
import type { Saving } from './onceByKey';
import type { Limiting } from './requireAllowance';

/** What every HTTP door is composed with, besides what its use cases take. */
export type DoorDeps = {
  readonly log: Log;
  readonly clock: Clock;
  readonly correlation: Correlation;
  readonly metrics: Metrics;
};

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

type PartOf<Contract, Part extends string> = Contract extends { readonly [part in Part]: infer Schema }
  ? Parsed<Schema>
  : undefined;

/** Where a page begins, and how the place after it is handed out. */
export type Paging = {
  readonly after: string | undefined;
  seal(next: string | undefined): string | null;
};

/** A request after every step of the door: what is left for a binding is to call its use case. */
export type RouteRequest<Contract extends RouteContract> = {
  readonly tenant: Contract['scope'] extends 'public' ? undefined : string;
  readonly params: PartOf<Contract, 'params'>;
  readonly query: PartOf<Contract, 'query'>;
  /** Undefined where the body has come as CSV. */
  readonly body:
    PartOf<Contract, 'body'> | (Contract extends { readonly csvExample: string } ? undefined : never);
  /** The text of a body that has come as CSV, which its route reads. */
  readonly csv: Contract extends { readonly csvExample: string } ? string | undefined : undefined;
  readonly ifMatch: Contract extends { readonly ifMatch: true } ? number : number | undefined;
  readonly paging: Paging;
};

/** What a binding answers; without a status it is the first that the contract promises. */
export type Reply = {
  readonly status?: number;
  readonly data?: unknown;
  /** The JSON of `data`, where its binding has written it. */
  readonly written?: string;
  readonly headers?: Headers;
};

/** What the door calls; the types of contract and use case have met in `bind`. */
export type Binding<Deps> = {
  readonly contract: RouteContract;
  readonly run: (deps: Deps, request: unknown) => Promise<Reply>;
};

/** A POST may be repeated by its key: its answers are saved. */
type Needs<Contract extends RouteContract, Deps> = Contract['scope'] extends 'public'
  ? Deps
  : Contract extends { readonly method: 'POST'; readonly holdsSecret?: never }
    ? Deps & Guard & Limiting & Saving
    : Deps & Guard & Limiting;

/** Ties a contract to its use case. A route with a scope asks for what authentication needs as well. */
export const bind = <const Contract extends RouteContract, Deps>(
  contract: Contract,
  run: (deps: Deps, request: RouteRequest<Contract>) => Promise<Reply>,
): Binding<Needs<Contract, Deps>> => ({
  contract,
  // The door builds the request from this very contract: this is the one place where both are known.
  run: (deps, request) => run(deps, request as RouteRequest<Contract>),
});
