/** Every text in a thing, however deep: names of fields, and what errors say, their stacks and causes included. */
export function textsIn(thing: unknown, met = new Set<unknown>()): readonly string[] {
  if (typeof thing === 'string') return [thing];
  if (typeof thing !== 'object' || thing === null || met.has(thing)) return [];
  met.add(thing);
  return inside(thing).flatMap((one) => textsIn(one, met));
}

function inside(thing: object): readonly unknown[] {
  const fields = Reflect.ownKeys(thing).flatMap((name): unknown[] => [
    String(name),
    Reflect.get(thing, name),
  ]);
  if (thing instanceof URL) fields.push(thing.href);
  return thing instanceof Map || thing instanceof Set ? [...fields, ...thing.entries()].flat() : fields;
}

/** The same port, of which everything that is handed to it is noted. */
export function noted<Port extends object>(port: Port, note: (thing: unknown) => void): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      const call = member.bind(target) as (...given: readonly unknown[]) => unknown;
      return (...given: readonly unknown[]) => {
        note(given);
        return call(...given);
      };
    },
  });
}
