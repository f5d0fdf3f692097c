/**
 * A port whose adapter is loaded by its first call: a function that seldom needs a client starts
 * without it. Loading that fails is tried again by the next call.
 *
 * Shape  every method of `Port` answers a promise, as those of all ports to the world do.
 */
export function lazily<Port extends object>(load: () => Promise<Port>): Port {
  let loading: Promise<Port> | undefined;
  const loaded = async (): Promise<Port> => {
    try {
      return await (loading ??= load());
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  return new Proxy({} as Port, {
    get(_, method) {
      // A port is no promise: to await it must not call it.
      if (method === 'then') return undefined;
      return async (...args: unknown[]) => {
        const port = await loaded();
        const call = Reflect.get(port, method) as (...args: unknown[]) => unknown;
        return call.apply(port, args);
      };
    },
  });
}
