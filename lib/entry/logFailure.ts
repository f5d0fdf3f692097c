import type { Log } from '../ports/Log';
import { redactedField } from '../redacted';

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
    process.stderr.write(`${JSON.stringify(redactedField({ level: 'ERROR', message, ...fields }))}\n`);
  }
}
