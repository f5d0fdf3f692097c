import type { Log } from '../ports/Log';
import { redacted } from '../redacted';

/**
 * Writes a failure to the door's log, or, where composing the door is what failed, one JSON line to
 * standard error. Nothing is swallowed on the way: the failure to compose is the failure reported.
 */
export function logFailure(
  depsOf: () => { readonly log: Log },
  message: string,
  fields: Readonly<Record<string, unknown>>,
): void {
  try {
    depsOf().log.error(message, fields);
  } catch {
    process.stderr.write(`${redacted(JSON.stringify({ level: 'ERROR', message, ...fields }))}\n`);
  }
}
