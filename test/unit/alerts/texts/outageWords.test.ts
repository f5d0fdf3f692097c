import { outageWords } from '../../../../lib/alerts/texts/outageWords';
import { Problem } from '../../../../lib/problems';

const STALE = { series: 'AAPL', interval: '5min', closedAt: Date.UTC(2025, 6, 14, 14, 5) } as const;
const SINCE = 'No new 5min bar of AAPL since 2025-07-14 10:05 New York (14:05 UTC)';
const THEN = 'Rules on it are not judged meanwhile; the bars between are judged once they are there.';

const said = (...providers: string[]) =>
  new Problem('MARKET_RATE_LIMITED', 'a limit', {
    ...(providers.length > 0 && {
      details: providers.map((provider) => ({ provider, code: 'MARKET_UNAVAILABLE' })),
    }),
  });

describe('outageWords', () => {
  it.each([
    ['its source where nobody is named', said(), 'its source serves none (MARKET_RATE_LIMITED)'],
    ['the one provider', said('fmp'), 'fmp (MARKET_UNAVAILABLE) serves none'],
    [
      'each provider',
      said('alphaVantage', 'fmp'),
      'alphaVantage (MARKET_UNAVAILABLE) and fmp (MARKET_UNAVAILABLE) serve none',
    ],
  ])('names %s, with what was said', (_name, problem, told) => {
    expect(outageWords(STALE, problem)).toEqual({
      conditionWords: 'no new 5min bar, rules wait (MARKET_RATE_LIMITED)',
      sentence: `${SINCE}: ${told} now. ${THEN}`,
    });
  });

  it('names a symbol without its tenant', () => {
    expect(outageWords({ ...STALE, series: 'acme/DESK' }, said()).sentence).toMatch(/ of DESK since /);
  });
});
