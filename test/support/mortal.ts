import type { Deps } from '../../lib/app/deps';
import { Crash } from './faults';

export type Death = { readonly call: number; readonly when: 'before' | 'after' };

const READS =
  /^(callsLeft|get|count|list|read|ofSeries|ofSymbol|ofRules?|ofAlert|newest|whole|wholeOfEach|corrections|overdue|stale|due|stateOf|activeSeries|roles|card|find|now|splits|ended|bars|info|warn|error|next)$/;

/**
 * The same dependencies in a worker that dies: at the n-th call that changes the world, either just
 * before it takes effect or just after. `writes` tells which calls were made, for a first, whole run.
 */
export function mortal(deps: Deps, death: Death | undefined): { deps: Deps; writes: string[] } {
  const writes: string[] = [];
  const mortalPort = (name: string, port: object): object =>
    new Proxy(port, {
      get(target, member: string) {
        const found: unknown = Reflect.get(target, member);
        if (typeof found !== 'function') return found;
        const call = found.bind(target) as (...args: unknown[]) => unknown;
        if (READS.test(member)) return call;
        return async (...args: unknown[]) => {
          writes.push(`${name}.${member}`);
          const due = death?.call === writes.length;
          if (due && death.when === 'before') throw new Crash(`died before ${name}.${member}`);
          const answer = await call(...args);
          if (due) throw new Crash(`died after ${name}.${member}`);
          return answer;
        };
      },
    });
  const entries = Object.entries(deps).map(([name, part]) => [
    name,
    Array.isArray(part) || name === 'timing' || part === undefined ? part : mortalPort(name, part as object),
  ]);
  return { deps: Object.fromEntries(entries) as Deps, writes };
}
