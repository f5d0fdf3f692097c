import { readFileSync } from 'node:fs';
import type { Clock } from '../../ports/Clock';

/** What is written in the file: how long the replay had been running when it stood still, and since when (epoch ms) it runs again. */
type Written = { readonly elapsedMs: number; readonly runsSince?: number };

/** The furthest any clock of this process has come, by file: every door has a clock of its own, made at its first call. */
const furthestMs = new Map<string, number>();

/**
 * How long a replay has been running whose owner lets it run: it stands still until the file says since when it
 * does not. That is for a stack which comes up slowly; a deployed replay has run since its origin.
 *
 * Units   milliseconds of wall time.
 * Edge    the file is read at each call until the replay runs, and never again. A wall clock that is set back
 *         takes no door of the process back with it.
 */
export function runningTime(file: string, clock: Clock): () => number {
  let running: Required<Written> | undefined;
  return () => {
    if (running === undefined) {
      const { elapsedMs, runsSince } = JSON.parse(readFileSync(file, 'utf8')) as Written;
      if (runsSince === undefined) return elapsedMs;
      running = { elapsedMs, runsSince };
    }
    const nowMs = running.elapsedMs + Math.max(0, clock.now() - running.runsSince);
    const reachedMs = Math.max(nowMs, furthestMs.get(file) ?? nowMs);
    furthestMs.set(file, reachedMs);
    return reachedMs;
  };
}
