import type { Clock } from '../../ports/Clock';

/**
 * Until when the first of several providers may take, so that those after it have as long: what hangs leaves the others
 * their time.
 *
 * Units    epoch ms.
 * Edge     a time that is over stays over.
 * @example shareOf(20_000, 2, { now: () => 0 }) // → 10000
 */
export const shareOf = (answerBy: number, providersLeft: number, clock: Pick<Clock, 'now'>): number => {
  const now = clock.now();
  return now + Math.min(answerBy - now, (answerBy - now) / providersLeft);
};
