import { readFileSync } from 'node:fs';
import { alphaVantageOutcome } from '../../lib/adapters/alphaVantage/alphaVantageOutcome';
import { alphaVantageSeries } from '../../lib/adapters/alphaVantage/alphaVantageSeries';
import { fmpOutcome } from '../../lib/adapters/fmp/fmpOutcome';
import { fmpSeries } from '../../lib/adapters/fmp/fmpSeries';
import type { Outcome, VendorAnswer } from '../../lib/adapters/vendor/outcome';
import { yahooOutcome } from '../../lib/adapters/yahoo/yahooOutcome';
import { yahooSeries } from '../../lib/adapters/yahoo/yahooSeries';
import type { RawBar } from '../../lib/market/bar';
import { cleanBars } from '../../lib/market/cleanBars';
import type { Interval } from '../../lib/market/interval';
import { realData } from '../support/realData';

type Asked = { readonly symbol: string; readonly interval: Interval };

const recorded = (...path: readonly string[]): string => readFileSync(realData('vendor', ...path), 'utf8');

/** What was recorded, as it came: the status stands in the name of a refusal, and its type in the name of the file. */
function answerIn(...path: readonly string[]): VendorAnswer {
  const name = path.at(-1) ?? '';
  const status = Number(/^\d{3}/.exec(name)?.[0] ?? 200);
  const contentType = name.endsWith('.json') ? 'application/json' : 'text/plain';
  return { status, contentType, text: recorded(...path) };
}

const alphaVantage = (asked: Asked, ...path: readonly string[]) =>
  alphaVantageOutcome(answerIn('alpha_vantage', ...path), (body) => alphaVantageSeries(body, asked));
const fmp = (asked: Asked, ...path: readonly string[]) =>
  fmpOutcome(answerIn('fmp', ...path), (body) => fmpSeries(body, asked));

function yahoo(asked: Asked, file: string): Outcome<readonly RawBar[]> {
  const { response } = JSON.parse(recorded('yahoo', file)) as {
    response: { status: number; bodyJson: unknown };
  };
  const answer = {
    status: response.status,
    contentType: 'application/json',
    text: JSON.stringify(response.bodyJson),
  };
  return yahooOutcome(answer, (chart) => yahooSeries(chart, asked));
}

function barsOf(outcome: Outcome<readonly RawBar[]>): readonly RawBar[] {
  if (outcome.kind === 'data') return outcome.data;
  throw new Error(`no data: ${JSON.stringify(outcome)}`);
}

const starts = (bars: readonly { readonly startAt: number }[]): readonly string[] =>
  bars.map(({ startAt }) => new Date(startAt).toISOString());

describe('recorded bodies of Alpha Vantage', () => {
  it('of 2022 label bars by their END: each session has its last bar at 15:55, where most is traded', () => {
    const asked = { symbol: 'IBM', interval: '5min' } as const;
    const bars = barsOf(alphaVantage(asked, 'TIME_SERIES_INTRADAY_IBM_5min_full_2022-06-08.json'));
    expect(bars).toHaveLength(2_022);
    const { clean, rejected } = cleanBars({ ...asked, source: 'x', bars, knownAt: Date.UTC(2022, 6, 1) });
    expect(new Set(rejected.map(({ reason }) => reason))).toEqual(new Set(['outsideSession']));
    const dayOf = ({ startAt }: RawBar): string => new Date(startAt).toISOString().slice(0, 10);
    const days = [...new Set(clean.bars.map(dayOf))];
    expect(days).toHaveLength(20);
    for (const day of days) {
      const ofDay = clean.bars.filter((bar) => dayOf(bar) === day);
      expect(ofDay.length).toBeLessThanOrEqual(78);
      const [last] = ofDay.slice(-1);
      expect(new Date(last!.startAt).toISOString()).toMatch(/T19:55:00/);
      expect(last!.volume).toBe(Math.max(...ofDay.slice(1).map(({ volume }) => volume)));
    }
  });

  it('of 2024 label them by their START, after hours too', () => {
    const asked = { symbol: 'IBM', interval: '5min' } as const;
    const bars = barsOf(alphaVantage(asked, 'TIME_SERIES_INTRADAY_IBM_5min_excerpt_2024-04-22.json'));
    expect(starts(bars).at(-1)).toBe('2024-04-22T23:55:00.000Z');
  });

  it('of 2017 have a hundred bars of a minute', () => {
    const asked = { symbol: 'MSFT', interval: '1min' } as const;
    const bars = barsOf(alphaVantage(asked, 'TIME_SERIES_INTRADAY_MSFT_1min_compact_2017-12-18.json'));
    expect([bars.length, starts(bars)[99]]).toEqual([100, '2017-12-18T19:55:00.000Z']);
    expect(bars[99]).toMatchObject({ open: 86.49, high: 86.5, low: 86.475, close: 86.5, volume: 10_494 });
  });

  it.each([
    ['200_error_message_missing_key.json', { kind: 'auth' }],
    ['200_error_message_unknown_symbol.json', { kind: 'unknownSymbol' }],
    ['200_information_daily_quota.json', { kind: 'rateLimited', window: 'day' }],
    ['200_information_outputsize_full_premium.json', { kind: 'entitlement', scope: 'endpoint' }],
    ['200_information_premium_endpoint.json', { kind: 'entitlement', scope: 'endpoint' }],
  ])('%s are no bars', (file, outcome) => {
    expect(alphaVantage({ symbol: 'IBM', interval: '5min' }, 'errors', file)).toEqual(outcome);
  });

  it.each(['MARKET_STATUS.json', 'SYMBOL_SEARCH.json', 'GLOBAL_QUOTE_MSFT_2018-10-05.json'])(
    '%s of another function is no series',
    (file) => {
      expect(alphaVantage({ symbol: 'MSFT', interval: '5min' }, file)).toEqual({ kind: 'malformed' });
    },
  );
});

describe('recorded bodies of Financial Modeling Prep', () => {
  it('are days of AAPL, oldest first', () => {
    const asked = { symbol: 'AAPL', interval: '1d' } as const;
    const bars = barsOf(fmp(asked, 'stable_historical-price-eod_full_AAPL_2023-01-01_2023-01-10.json'));
    expect(starts(bars).map((at) => at.slice(0, 10))).toEqual([
      '2023-01-03',
      '2023-01-04',
      '2023-01-05',
      '2023-01-06',
      '2023-01-09',
      '2023-01-10',
    ]);
    expect(bars[5]).toMatchObject({
      open: 130.26,
      high: 131.26,
      low: 128.12,
      close: 130.73,
      volume: 63_896_200,
    });
  });

  it.each([
    ['5min', '2025-02-04T20:55:00.000Z'],
    ['1min', '2025-02-04T20:59:00.000Z'],
  ] as const)('are bars of %s that name no symbol', (interval, startAt) => {
    const bars = barsOf(fmp({ symbol: 'AAPL', interval }, `docs_stable_historical-chart_${interval}.json`));
    expect(starts(bars)).toEqual([startAt]);
  });

  it.each([
    ['200_unknown_symbol.json', { kind: 'unknownSymbol' }],
    ['401_invalid_key.json', { kind: 'auth' }],
    ['402_premium_limit_param.txt', { kind: 'entitlement', scope: 'parameter' }],
    ['402_premium_symbol.txt', { kind: 'entitlement', scope: 'symbol' }],
    ['403_legacy_endpoint.json', { kind: 'entitlement', scope: 'endpoint' }],
    ['429_limit_reach.json', { kind: 'rateLimited', window: 'minute' }],
  ])('%s are no bars', (file, outcome) => {
    expect(fmp({ symbol: 'AAPL', interval: '1d' }, 'errors', file)).toEqual(outcome);
  });
});

describe('recorded bodies of Yahoo', () => {
  const asked = { symbol: 'AAPL', interval: '1d' } as const;

  it('are days of AAPL under the dates of their sessions', () => {
    const bars = barsOf(yahoo(asked, 'chart-AAPL-2020-08-31-to-2020-11-07.json'));
    const { clean, rejected } = cleanBars({ ...asked, source: 'x', bars, knownAt: Date.UTC(2020, 11, 1) });
    expect([clean.bars.length, rejected]).toEqual([49, []]);
    expect(starts(clean.bars)[0]).toBe('2020-08-31T00:00:00.000Z');
  });

  it('are the one day beside a holiday', () => {
    const bars = barsOf(yahoo(asked, 'chart-AAPL-2020-01-01-to-2020-01-03.json'));
    expect(starts(bars).map((at) => at.slice(0, 10))).toEqual(['2020-01-02']);
  });

  it('have no bars of a weekend, of a symbol that is known', () => {
    const file = 'chart-AAPL-2025-02-01-to-2025-02-02-includePrePost-false-interval-1m.json';
    expect(barsOf(yahoo({ symbol: 'AAPL', interval: '1min' }, file))).toEqual([]);
  });
});
