import fc from 'fast-check';
import { fairShare } from '../../../lib/app/fairShare';

type One = { readonly name: string; readonly weight: number; readonly rounds: number };

const one = (name: string, weight: number, rounds: number): One => ({ name, weight, rounds });
const names = (chosen: readonly One[]) => chosen.map(({ name }) => name).join('');

describe('the places of a round', () => {
  it.each<[string, readonly One[], number, number, string]>([
    ['go to all where there are enough', [one('a', 1, 0), one('b', 9, 0)], 2, 2, 'ab'],
    ['go to nobody where there is none', [one('a', 1, 99)], 0, 1, ''],
    ['go to the heaviest', [one('a', 1, 0), one('b', 9, 0), one('c', 5, 0)], 2, 3, 'bc'],
    ['go to who has waited longer where all weigh the same', [one('a', 1, 0), one('b', 1, 1)], 1, 4, 'b'],
    ['go first to who would wait too long', [one('a', 1, 1), one('b', 9, 0), one('c', 5, 0)], 1, 2, 'a'],
    [
      'go to some who have time left, where too many would have to come at once later',
      [one('a', 1, 1), one('b', 2, 1), one('c', 9, 0), one('d', 8, 0)],
      1,
      3,
      'b',
    ],
    ['go to who waits too long already before all', [one('a', 1, 50), one('b', 9, 2)], 1, 2, 'a'],
  ])('%s', (_what, waiting, perRound, waiters, expected) => {
    expect(names(fairShare(waiting, { perRound, waiters }))).toBe(expected);
  });

  it('let nobody wait longer than it takes to serve all, and are all taken while anybody waits', () => {
    const schedules = fc.record({
      weights: fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 60, size: 'max' }),
      perRound: fc.integer({ min: 1, max: 25 }),
      // In each round some have a new bar, whoever was served before.
      news: fc.array(fc.infiniteStream(fc.integer({ min: 0, max: 99 })), { minLength: 40, maxLength: 40 }),
      share: fc.constantFrom(100, 60, 20),
    });
    let most = 0;
    fc.assert(
      fc.property(schedules, ({ weights, perRound, news, share }) => {
        const waiters = weights.length;
        const longest = Math.ceil(waiters / perRound);
        const since = new Map<number, number>();
        let longestWait = 0;
        for (const [round, chances] of news.entries()) {
          for (const who of weights.keys())
            if (!since.has(who) && chances.next().value! < share) since.set(who, round);
          const waiting = [...since].map(([who, from]) => ({
            who,
            weight: weights[who]!,
            rounds: round - from,
          }));
          const served = new Set(fairShare(waiting, { perRound, waiters }).map(({ who }) => who));
          if (served.size !== Math.min(perRound, waiting.length)) throw new Error('a place is left empty');
          for (const who of served) since.delete(who);
          longestWait = Math.max(longestWait, ...[...since.values()].map((from) => round - from + 2));
          most = Math.max(most, waiting.length - served.size);
        }
        expect(longestWait).toBeLessThanOrEqual(longest);
      }),
      { numRuns: 1_000 },
    );
    expect(most).toBeGreaterThan(20);
  });
});
