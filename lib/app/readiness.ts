import type { Deps } from './deps';

export type Dependency = {
  readonly name: string;
  readonly status: 'ok' | 'degraded' | 'down';
  readonly reason?: string;
};

export type Readiness = { readonly status: 'ok' | 'down'; readonly dependencies: readonly Dependency[] };

/** Asks every dependency whether it answers. */
export async function readiness(deps: Pick<Deps, 'probes'>): Promise<Readiness> {
  const dependencies = await Promise.all(
    deps.probes.map(async (probe): Promise<Dependency> => {
      const { name } = probe;
      try {
        await probe.check();
        return { name, status: 'ok' };
      } catch (error) {
        return { name, status: 'down', reason: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
  return { status: dependencies.every((one) => one.status === 'ok') ? 'ok' : 'down', dependencies };
}
