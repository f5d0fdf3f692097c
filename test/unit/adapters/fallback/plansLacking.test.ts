import { plansLacking } from '../../../../lib/adapters/fallback/plansLacking';
import { Problem, type ProblemCode } from '../../../../lib/problems';
import { standingClock } from '../../../support/world';

const HOUR_MS = 3_600_000;

/** A provider that refuses, asked again so long after; how often it was asked in all. */
async function askedIn(code: ProblemCode, laterMs: number, words = ['one', 'ACME']): Promise<number> {
  const clock = standingClock(0);
  const lacking = plansLacking(clock);
  let asked = 0;
  const ask = () => {
    asked += 1;
    return Promise.reject(new Problem(code, 'No.'));
  };
  await expect(lacking(['one', 'ACME'], ask)).rejects.toMatchObject({ code });
  clock.advance(laterMs);
  await expect(lacking(words, ask)).rejects.toMatchObject({ code });
  return asked;
}

describe('a provider whose plan lacks something', () => {
  it.each([
    ['is not asked for it again at once', 0, 1],
    ['is not asked for it again within the hour', HOUR_MS - 1, 1],
    ['is asked again after it', HOUR_MS, 2],
  ])('%s', async (_what, laterMs, asked) => {
    expect(await askedIn('MARKET_ENTITLEMENT', laterMs)).toBe(asked);
  });

  it('is asked for something else', async () => {
    expect(await askedIn('MARKET_ENTITLEMENT', 0, ['one', 'OTHER'])).toBe(2);
  });

  it('is asked again where it has failed for another reason', async () => {
    expect(await askedIn('MARKET_UNAVAILABLE', 0)).toBe(2);
  });
});
