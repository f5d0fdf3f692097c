/**
 * A value that is made by its first reader and kept: what is costly to make, and not always needed, slows no start.
 *
 * @example once(() => new Intl.NumberFormat('en-US'))().format(1300) // → '1,300'
 */
export function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
