import { marketTimeAt, replayEnded } from '../market/replayTime';
import type { ReplayState } from './replayState';

const NOTE_EVERY_MS = 500;

/** The market's date now, as YYYY-MM-DD. */
export function marketDate({ plan, elapsedAt }: ReplayState, nowMs: number): string {
  return new Date(marketTimeAt(plan, elapsedAt(nowMs))).toISOString().slice(0, 10);
}

/**
 * Keeps the state on disk up to date, and tells once when the last session has been played.
 *
 * Answers how to stop, which is where the market stands still.
 */
export function watchReplay(state: ReplayState, print: (text: string) => void): () => void {
  let hasEnded = false;
  const look = () => {
    const nowMs = Date.now();
    state.note(nowMs);
    if (hasEnded || state.market.vendors || !replayEnded(state.plan, state.elapsedAt(nowMs))) return;
    hasEnded = true;
    const { source, end } = state.market;
    const goesOn = source === 'replay' ? ' The simulator goes on.' : '';
    print(`\n  The replay has played its last session, ${end}; npm start -- --fresh begins anew.${goesOn}\n`);
  };
  const timer = setInterval(look, NOTE_EVERY_MS);
  return () => {
    clearInterval(timer);
    state.stop(Date.now());
  };
}
