import { marketTimeAt, replayEnded, replayPlan } from '../market/replayTime';
import type { ReplayState } from './replayState';

const NOTE_EVERY_MS = 500;

/** The market's date now, as YYYY-MM-DD. */
export function marketDate({ market, originMs }: ReplayState, nowMs: number): string {
  return new Date(marketTimeAt(planOf(market), nowMs - originMs)).toISOString().slice(0, 10);
}

/**
 * Keeps the state on disk up to date, and tells once when the last session has been played.
 *
 * Answers how to stop, which is where the market stands still.
 */
export function watchReplay(state: ReplayState, print: (text: string) => void): () => void {
  const plan = planOf(state.market);
  let hasEnded = false;
  const look = () => {
    const nowMs = Date.now();
    state.note(nowMs);
    if (hasEnded || !replayEnded(plan, nowMs - state.originMs)) return;
    hasEnded = true;
    print(
      `\n  The replay has played its last session, ${state.market.end}; npm start -- --fresh begins anew.\n`,
    );
  };
  const timer = setInterval(look, NOTE_EVERY_MS);
  return () => {
    clearInterval(timer);
    state.stop(Date.now());
  };
}

function planOf({ start, end, sessionMs }: ReplayState['market']) {
  return replayPlan({ startSession: start, lastSession: end, sessionMs });
}
