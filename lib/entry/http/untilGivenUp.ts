import { Problem } from '../../problems';

/**
 * What a request may use for as long as it is not given up. From then on every call of every port throws: nothing that
 * goes on behind the answer writes over what a repetition has been answered, nor takes it back.
 *
 * Edge  a call that is under way when the request is given up still does what it does.
 */
export function untilGivenUp<Deps extends object>(deps: Deps, signal: AbortSignal): Deps {
  // Few requests use many ports: each is guarded when it is first asked for.
  const guards = new Map<PropertyKey, unknown>();
  return new Proxy(deps, {
    get(target, name) {
      const part: unknown = Reflect.get(target, name);
      if (!isPort(part)) return part;
      const guard = guards.get(name) ?? guarded(part, signal);
      guards.set(name, guard);
      return guard;
    },
  });
}

const isPort = (part: unknown): part is object =>
  typeof part === 'object' && part !== null && !Array.isArray(part);

const guarded = (port: object, signal: AbortSignal): object =>
  new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown => {
        if (signal.aborted) throw new Problem('STORE_UNAVAILABLE', 'The request has been given up.');
        return Reflect.apply(member, target, given);
      };
    },
  });
