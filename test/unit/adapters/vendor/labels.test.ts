import { alphaVantageSeries } from '../../../../lib/adapters/alphaVantage/alphaVantageSeries';
import { fmpSeries } from '../../../../lib/adapters/fmp/fmpSeries';
import { yahooSeries } from '../../../../lib/adapters/yahoo/yahooSeries';
import type { RawBar } from '../../../../lib/market/bar';
import { alphaVantageBody, fmpBody, yahooBody } from '../../../support/vendorBodies';

const ASKED = { symbol: 'ACME', interval: '5min' } as const;
const at = (hour: number, minute: number) => Date.UTC(2024, 6, 2, hour, minute);

const barsIn = (body: unknown): readonly RawBar[] => {
  const told = alphaVantageSeries(body, ASKED);
  return told && !('kind' in told) ? told : [];
};

/** Starts of the bars that Alpha Vantage labels so, as New York hours and minutes. */
const starts = (day: string, ...labels: readonly string[]): readonly string[] =>
  barsIn(alphaVantageBody(labels.map((label) => `${day} ${label}:00`))).map(({ startAt }) =>
    new Date(startAt).toLocaleTimeString('en-GB', { timeZone: 'America/New_York', timeStyle: 'short' }),
  );

describe('labels of Alpha Vantage', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    ['ENDs where a bar of the close is there', '2024-07-02', ['16:00', '15:55'], ['15:50', '15:55']],
    ['STARTs where a bar of the open is there', '2020-07-02', ['09:35', '09:30'], ['09:30', '09:35']],
    ['ENDs up to the early close', '2024-07-03', ['13:00'], ['12:55']],
    ['no ENDs for want of a close on an early day', '2024-07-03', ['12:55'], ['12:55']],
    ['ENDs in old days without evidence', '2021-07-01', ['12:00'], ['11:55']],
    ['STARTs in new days without evidence', '2025-07-01', ['12:00'], ['12:00']],
    ['STARTs in the years between', '2023-07-05', ['12:00'], ['12:00']],
    ['ENDs to 20:00 in extended hours', '2024-07-02', ['20:00', '16:00'], ['15:55', '19:55']],
    ['STARTs from 04:00 in extended hours', '2020-07-02', ['16:00', '04:00'], ['04:00', '16:00']],
  ])('are %s', (_what, day, labels, expected) => {
    expect(starts(day, ...labels)).toEqual(expected);
  });

  it('of a day without evidence go with those of the others', () => {
    const body = alphaVantageBody(['2024-07-02 12:00:00', '2024-07-01 16:00:00']);
    expect(barsIn(body).map(({ startAt }) => startAt)).toEqual([Date.UTC(2024, 6, 1, 19, 55), at(15, 55)]);
  });
});

describe.each([
  ['before the change of March', '2024-03-08', Date.UTC(2024, 2, 8, 14, 30)],
  ['after it', '2024-03-11', Date.UTC(2024, 2, 11, 13, 30)],
  ['before the change of November', '2024-11-01', Date.UTC(2024, 10, 1, 13, 30)],
  ['after it', '2024-11-04', Date.UTC(2024, 10, 4, 14, 30)],
])('the open %s (%s)', (_when, day, openAt) => {
  it('is 09:30 to both', () => {
    const labels = [`${day} 09:30:00`];
    expect(alphaVantageSeries(alphaVantageBody(labels), ASKED)).toMatchObject([{ startAt: openAt }]);
    expect(fmpSeries(fmpBody(labels), ASKED)).toMatchObject([{ startAt: openAt }]);
  });
});

it('numbers come through as they are, oldest first, whatever their order and spelling', () => {
  const bars = [
    { startAt: at(13, 30), open: 101, high: 102, low: 100, close: 101.5, volume: 1_000 },
    { startAt: at(13, 35), open: 100, high: 101, low: 99, close: 100.5, volume: 1_000 },
  ];
  const labels = ['2024-07-02 09:35:00', '2024-07-02 09:30:00'];
  expect(alphaVantageSeries(alphaVantageBody(labels), ASKED)).toEqual(bars);
  expect(fmpSeries(fmpBody(labels), ASKED)).toEqual(bars);
  const seconds = [at(13, 35), at(13, 30)].map((instant) => instant / 1_000);
  expect(yahooSeries(yahooBody(seconds).chart, ASKED)).toEqual(bars);
});

it('daily bars carry the date of their session', () => {
  const asked = { symbol: 'ACME', interval: '1d' } as const;
  const starts = [{ startAt: Date.UTC(2024, 6, 2) }];
  expect(fmpSeries(fmpBody(['2024-07-02'], 'ACME'), asked)).toMatchObject(starts);
  expect(yahooSeries(yahooBody([at(13, 30) / 1_000]).chart, asked)).toMatchObject(starts);
  expect(yahooSeries(yahooBody([at(20, 0) / 1_000]).chart, asked)).toMatchObject(starts);
});
