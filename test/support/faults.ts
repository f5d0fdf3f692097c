import { Problem } from '../../lib/problems';

export type Fault<Port> = {
  readonly method: Extract<keyof Port, string>;
  /** Which call of the method fails; the first is 1. */
  readonly nth: number;
  /** `after`: the effect took place and only its answer is lost. */
  readonly when: 'before' | 'after';
  /** What is thrown; STORE_UNAVAILABLE unless said otherwise. */
  readonly error?: Error;
};

/** A process that died: no Problem, so nothing that handles Problems carries on. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/**
 * The same port, of which the named calls fail. Everything else passes through, properties included.
 *
 * @example failing(stores.alerts, [{ method: 'record', nth: 1, when: 'after' }])
 */
export function failing<Port extends object>(port: Port, plan: readonly Fault<Port>[]): Port {
  const calls = new Map<string | symbol, number>();

  const throwIfPlanned = (method: string | symbol, nth: number, when: 'before' | 'after'): void => {
    const fault = plan.find((each) => each.method === method && each.nth === nth && each.when === when);
    if (!fault) return;
    throw (
      fault.error ??
      new Problem('STORE_UNAVAILABLE', `Planned fault ${when} call ${nth} of "${fault.method}".`)
    );
  };

  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      const call = member.bind(target) as (...args: unknown[]) => unknown;
      if (!plan.some((fault) => fault.method === name)) return call;
      return async (...args: unknown[]) => {
        const nth = (calls.get(name) ?? 0) + 1;
        calls.set(name, nth);
        throwIfPlanned(name, nth, 'before');
        const answer = await call(...args);
        throwIfPlanned(name, nth, 'after');
        return answer;
      };
    },
  });
}
