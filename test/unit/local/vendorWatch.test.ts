import { stripVTControlCharacters } from 'node:util';
import { vendorWatch } from '../../../lib/local/vendorWatch';

const line = (message: string, fields: object = {}) =>
  `${JSON.stringify({ level: 'WARN', message, timestamp: '2026-11-28T15:35:06.123Z', ...fields })}\n`;

const FAILOVER = line('bars of another source', {
  symbol: 'DEMO.A',
  source: 'fmp',
  instead: [{ provider: 'alphaVantage', code: 'MARKET_UNAVAILABLE' }],
});
const ALONE = line('vendor left alone', {
  vendor: 'alphaVantage',
  until: '2026-11-28T15:35:36.000Z',
  because: 'unavailable',
});

/** What is printed of pieces of a log. */
function printed(...pieces: readonly string[]): readonly string[] {
  const lines: string[] = [];
  const watch = vendorWatch((text) => lines.push(stripVTControlCharacters(text)));
  pieces.forEach(watch);
  return lines;
}

describe('the terminal', () => {
  it('tells of failover, of a vendor that is left alone, and of its return', () => {
    expect(printed(FAILOVER + ALONE, line('vendor answers again', { vendor: 'alphaVantage' }))).toEqual([
      '  15:35:06  Vendors  fmp serves in place of alphaVantage (MARKET_UNAVAILABLE)',
      '  15:35:06  Vendors  alphaVantage is left alone until 15:35:36: unavailable',
      '  15:35:06  Vendors  alphaVantage answers again',
    ]);
  });

  it('tells what is logged of every bar once, until something else happens', () => {
    expect(printed(FAILOVER, FAILOVER, FAILOVER)).toHaveLength(1);
    expect(printed(FAILOVER, ALONE, FAILOVER)).toHaveLength(3);
  });

  describe('where a question that was refused while a vendor was tried again is served by another', () => {
    const at = (time: string) => ({ timestamp: `2026-11-28T${time}Z` });
    const BACK = line('vendor answers again', { vendor: 'alphaVantage', ...at('15:35:06.100') });
    const served = (time: string, provider = 'alphaVantage') =>
      line('bars of another source', {
        symbol: 'DEMO.A',
        source: 'fmp',
        instead: [{ provider, code: 'MARKET_UNAVAILABLE' }],
        ...at(time),
      });
    const last = (...pieces: readonly string[]) =>
      printed(...pieces)
        .at(-1)
        ?.slice(21);
    const IN_PLACE = 'fmp serves in place of alphaVantage (MARKET_UNAVAILABLE)';

    it('ends with the return of the vendor', () => {
      expect(last(FAILOVER, BACK, served('15:35:06.200'))).toBe('alphaVantage answers again');
      expect(last(FAILOVER, BACK, served('15:35:26.099'))).toBe('alphaVantage answers again');
    });

    it.each([
      ['what is so still when no such question can be open', [BACK, served('15:35:26.100')]],
      ['what is so since it is left alone anew', [BACK, ALONE, served('15:35:07.000')]],
    ])('tells %s', (_what, pieces) => {
      expect(last(...pieces)).toBe(IN_PLACE);
    });

    it('tells of another vendor', () => {
      expect(last(BACK, served('15:35:06.200', 'yahoo'))).toBe(
        'fmp serves in place of yahoo (MARKET_UNAVAILABLE)',
      );
    });
  });

  it.each([
    ['another line of the log', line('sweep', { series: 3 })],
    ['a line that is no JSON', 'POST /dev/v1/rules "vendor left alone"\n'],
    ['a line that only names it', line('something', { about: 'vendor left alone' })],
    ['a message that every object has', line('constructor')],
    ['nothing', ''],
  ])('tells nothing of %s', (_what, piece) => {
    expect(printed(piece)).toEqual([]);
  });
});
