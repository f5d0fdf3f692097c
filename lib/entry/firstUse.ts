import type { Environment } from '../config';

/** Makes what a door needs from its environment; throws CONFIG_INVALID naming every bad variable. */
export type Compose<Deps> = (environment: Environment) => Deps;

/**
 * What a door needs, made on its first use and kept while the process is warm. Nothing happens at
 * import, and a failure is not kept: a corrected environment is read again.
 */
export function firstUse<Deps>(compose: Compose<Deps>): () => Deps {
  let made: { deps: Deps } | undefined;
  return () => (made ??= { deps: compose(process.env) }).deps;
}
