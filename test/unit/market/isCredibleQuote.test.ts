import type { CleanBars } from '../../../lib/market/bar';
import { barClosedAt } from '../../../lib/market/barClose';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { cleanBars } from '../../../lib/market/cleanBars';
import { isCredibleQuote } from '../../../lib/market/isCredibleQuote';
import { dailyBars, type Prices } from '../../support/madeBars';

/** They go by 1 % a day: 8 σ are some 12.5 %. */
const CALM = Array.from({ length: 70 }, (_, place): Prices => ({ close: place % 2 === 0 ? 101 : 100 }));

const dateOf = (startAt: number): string => new Date(startAt).toISOString().slice(0, 10);
const MINUTE_MS = 60_000;

/** When the session after the newest of daily bars has traded for an hour. */
function nextNoon({ bars }: CleanBars): number {
  for (let day = bars.at(-1)!.startAt + 86_400_000; ; day += 86_400_000) {
    const session = sessionOn(dateOf(day));
    if (session) return session.openAt + 60 * MINUTE_MS;
  }
}

describe('a price that is told apart from daily bars', () => {
  it.each<[string, readonly Prices[], number, boolean]>([
    ['is believed where it is usual', [], 101, true],
    ['is believed within 8 σ', [], 112.5, true],
    ['is not beyond', [], 114, false],
    ['is not at a tenth', [], 10, false],
    ['is not at half', [], 50, false],
    ['is not at twice', [], 200, false],
    ['is believed where the close before has come there and waits', [{ close: 150 }], 151, true],
    ['is believed where that has gone back', [{ close: 150 }], 101, true],
    ['is not where it jumps on from that', [{ close: 150 }], 230, false],
    ['is believed where two closes stand there', [{ close: 150 }, { close: 151 }], 150, true],
    ['is not where the closes have gone back from there', [{ close: 150 }, { close: 100 }], 150, false],
  ])('%s', (_name, more, price, expected) => {
    const clean = dailyBars([...CALM, ...more]);
    expect(isCredibleQuote(clean, { price, asOf: nextNoon(clean) })).toBe(expected);
  });

  it.each<[string, number, boolean]>([
    ['with 61 bars is doubted', 61, false],
    ['with fewer is believed', 60, true],
    ['without any is believed', 0, true],
  ])('%s', (_name, count, expected) => {
    const clean = dailyBars(CALM.slice(0, count));
    const asOf = count === 0 ? Date.UTC(2000, 1, 1) : nextNoon(clean);
    expect(isCredibleQuote(clean, { price: 10, asOf })).toBe(expected);
  });

  it('may be further away the longer ago the close was', () => {
    const clean = dailyBars(CALM);
    const later = nextNoon(clean) + 30 * 86_400_000;
    expect(isCredibleQuote(clean, { price: 125, asOf: later })).toBe(true);
    expect(isCredibleQuote(clean, { price: 200, asOf: later })).toBe(false);
  });

  it('confirms no close of its own session, of which it may be the same print', () => {
    const clean = dailyBars([...CALM, { close: 10 }]);
    const { closedAt } = clean.bars.at(-1)!;
    expect(isCredibleQuote(clean, { price: 10, asOf: closedAt + 1 })).toBe(false);
    expect(isCredibleQuote(clean, { price: 101, asOf: closedAt + 1 })).toBe(true);
    expect(isCredibleQuote(clean, { price: 10, asOf: nextNoon(clean) })).toBe(true);
  });

  it('of bars that a tenant has imported is believed', () => {
    const clean = dailyBars(CALM, 'local/DESK');
    expect(isCredibleQuote(clean, { price: 10, asOf: nextNoon(clean) })).toBe(true);
  });
});

describe('a price that is told apart from bars of a session', () => {
  const { openAt, closeAt } = sessionOn('2024-01-12')!;
  /** 5-minute bars from the open on that go by 0.1 %, and then these closes. */
  function fiveMinutes(count: number, ...more: readonly number[]): CleanBars {
    const closes = [...Array.from({ length: count }, (_, place) => 100 + 0.1 * (place % 2)), ...more];
    const bars = closes.map((close, place) => {
      const startAt = openAt + 5 * place * MINUTE_MS;
      const open = closes[place - 1] ?? close;
      const [high, low] = [Math.max(open, close), Math.min(open, close)];
      return { startAt, closedAt: barClosedAt('5min', startAt)!, open, high, low, close, volume: 1_000 };
    });
    return cleanBars({ symbol: 'MADE', interval: '5min', source: 'made', bars, knownAt: closeAt }).clean;
  }

  const NEXT = sessionOn('2024-01-16')!.openAt;
  it.each<[string, number, number, boolean]>([
    ['is believed near the last', closeAt - 2 * MINUTE_MS, 100.7, true],
    ['is not further away than bars go', closeAt - 2 * MINUTE_MS, 102, false],
    ['is not at the very close', closeAt - MINUTE_MS, 102, false],
    ['may be further away after the close', closeAt, 105, true],
    ['is not further away than nights go after the close', closeAt, 115, false],
    ['may be further away before the open', NEXT - 60 * MINUTE_MS, 105, true],
    ['is not further away than nights go before the open', NEXT - 60 * MINUTE_MS, 115, false],
    ['may be further away on a holiday', Date.UTC(2024, 0, 15, 17), 105, true],
    ['may be further away after a night', NEXT, 105, true],
    ['is not further away than nights go', NEXT, 115, false],
  ])('%s', (_name, instant, price, expected) => {
    expect(isCredibleQuote(fiveMinutes(78), { price, asOf: instant + MINUTE_MS })).toBe(expected);
  });

  it('is believed in the bar after the one that has come there, and not after hours', () => {
    const within = fiveMinutes(70, 110);
    const after = within.bars.at(-1)!.closedAt;
    expect(isCredibleQuote(within, { price: 110, asOf: after + 1 })).toBe(true);
    const last = fiveMinutes(77, 110);
    expect(isCredibleQuote(last, { price: 110, asOf: closeAt + MINUTE_MS })).toBe(false);
  });
});
