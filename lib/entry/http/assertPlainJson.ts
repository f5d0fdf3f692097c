import { Problem } from '../../problems';
import { shortened } from '../../quoted';

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Refuses what JSON can carry but no field of ours can mean: numbers too large to be finite, keys
 * that reach into prototypes, and text that is no Unicode. Nesting has been bounded before.
 *
 * Throws  INPUT_INVALID with the dotted path.
 */
export function assertPlainJson(json: unknown, path: string): void {
  if (typeof json === 'number' && !Number.isFinite(json))
    throw at(path, 'the number is not finite; send a smaller one');
  if (typeof json === 'string' && LONE_SURROGATE.test(json))
    throw at(path, 'the text is not valid Unicode; send whole characters');
  if (typeof json !== 'object' || json === null) return;
  for (const [key, child] of Object.entries(json)) {
    const childPath = path === '' ? shortened(key) : `${path}.${shortened(key)}`;
    if (key === '__proto__') throw at(childPath, 'the key "__proto__" is not accepted; leave it out');
    assertPlainJson(key, childPath);
    assertPlainJson(child, childPath);
  }
}

function at(path: string, message: string): Problem {
  const name = path === '' ? 'the body' : `"${path}"`;
  return new Problem('INPUT_INVALID', `The body is malformed at ${name}: ${message}.`, {
    details: [{ path, message }],
  });
}
