import type { RawBar } from '../../market/bar';
import { sessionNumbered, sessionPlace } from '../../market/calendar/sessionNumber';
import { sessionOn } from '../../market/calendar/sessionOn';
import { lastOpenedSession } from '../../market/calendar/lastOpenedSession';
import type { Session } from '../../market/calendar/session';
import { SIMULATION } from '../../market/simulated';
import type { PlayedSession, Share, ShareState } from './simulatedSession';
import { firstState, playedSession } from './simulatedSession';

/** The price of one share through time, from its first session to the end of the calendar. */
export type SimulatedPath = {
  /** Sessions, newest first, from the one that had opened last at an instant (epoch ms) back to the first. */
  sessionsBefore(instant: number): Iterable<readonly RawBar[]>;
};

/**
 * The path that a seed gives a share. What it had come to is remembered for each session that was asked for, so that
 * every session is played once to get there and once when its bars are wanted.
 */
export function simulatedPath(share: Share, seed: number): SimulatedPath {
  const firstNumber = sessionPlace(sessionOn(SIMULATION.firstSession)!).number;
  const states: ShareState[] = [firstState(share)];

  const play = (session: Session, index: number): PlayedSession =>
    playedSession(share, { seed, session, index }, states[index]!);

  /** Plays on until it is known what stands before a session. */
  const reach = (index: number): void => {
    for (let played = states.length - 1; played < index; played += 1)
      states.push(play(sessionNumbered(firstNumber + played)!, played).state);
  };

  return {
    *sessionsBefore(instant) {
      const newest = lastOpenedSession(instant);
      const last = newest ? sessionPlace(newest).number - firstNumber : -1;
      reach(last);
      for (let index = last; index >= 0; index -= 1)
        yield play(sessionNumbered(firstNumber + index)!, index).bars;
    },
  };
}
