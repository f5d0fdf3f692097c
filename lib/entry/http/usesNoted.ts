import type { Log } from '../../ports/Log';
import { failureFields } from '../failureFields';
import type { Guard } from './authenticate';

type NoteDeps = Guard & { readonly log: Log };

const EVERY_MS = 60_000;
const WAIT_MS = 250;
/** Beyond this many keys at once all are forgotten, and noted anew. */
const MOST_REMEMBERED = 10_000;

/**
 * Notes when a key was last used, at most once a minute for each key and door (a Lambda process has one door).
 * It runs beside the request; what is promised resolves when the note is written, has failed, or takes too long.
 *
 * Edge    never rejects: a note that fails or is slow is a warning, and is tried again a minute later.
 */
export function usesNoted(): (deps: NoteDeps, keyId: string) => Promise<void> {
  const notedAt = new Map<string, number>();
  return async (deps, keyId) => {
    const now = deps.clock.now();
    const last = notedAt.get(keyId);
    if (last !== undefined && Math.abs(now - last) < EVERY_MS) return;
    if (notedAt.size >= MOST_REMEMBERED) notedAt.clear();
    // Before it is written: requests that come meanwhile need not write as well.
    notedAt.set(keyId, now);
    await written(deps, keyId, now);
  };
}

/** Waits for the note, but not for long: a store that hangs must not hold up the request. */
async function written({ keys, log }: NoteDeps, keyId: string, now: number): Promise<void> {
  const warn = (fields: Readonly<Record<string, unknown>>) =>
    log.warn('the last use of a key was not noted', fields);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      warn({ reason: `it took longer than ${WAIT_MS} ms` });
      resolve();
    }, WAIT_MS);
  });
  const noted = keys.noteUse(keyId, now).catch((error: unknown) => warn(failureFields(error)));
  await Promise.race([noted, tooLong]);
  clearTimeout(timer);
}
