import { CLOSE_FEATURES } from '../../../../lib/features/intraday/closeFeatures';
import { dayProfile } from '../../../../lib/features/intraday/dayProfile';
import { INSIDE_FEATURES } from '../../../../lib/features/intraday/insideFeatures';
import { sessionBars } from '../../../../lib/features/intraday/sessionBars';
import { sessionGrid } from '../../../../lib/features/intraday/sessionGrid';
import { sessionMoves } from '../../../../lib/features/intraday/sessionMoves';
import type { CleanBars } from '../../../../lib/market/bar';
import { sessionOn } from '../../../../lib/market/calendar/sessionOn';
import { changesWithLength, type FeatureColumns } from '../../../support/leakProbes';
import { fiveMinuteBars, otherSessions, wanderingSessions } from '../../../support/madeSessions';

const WALK = wanderingSessions({ seed: 1, count: 12, storms: 0.3 });
const without = (series: CleanBars, places: readonly number[]): CleanBars =>
  fiveMinuteBars(
    series.bars.filter((_, t) => !places.includes(t)),
    series.symbol,
  );

describe('the sessions of an intraday series', () => {
  it('begin at the open, and a short one ends early', () => {
    const { openAt } = sessionOn('2023-07-03')!;
    const short = wanderingSessions({ seed: 1, count: 130 }).bars.filter(({ startAt }) => startAt >= openAt);
    const { sessions, slots, starts, slot } = sessionGrid(fiveMinuteBars(short, 'SHORT'));
    expect([sessions, slots, starts[0], starts[1], starts[2]]).toEqual([6, 78, 0, 42, 120]);
    expect([slot[41], slot[42], starts[6]]).toEqual([41, 0, short.length]);
  });

  it('keep the places of bars that are missing', () => {
    const { slot, starts } = sessionGrid(without(WALK, [0, 5, 78]));
    expect([...slot.slice(0, 6), slot[starts[1]!]]).toEqual([1, 2, 3, 4, 6, 7, 1]);
  });

  it('have their night apart from their first bar', () => {
    const { night, inside, moves } = sessionMoves(WALK);
    const gap = Math.log(WALK.bars[78]!.open / WALK.bars[77]!.close) ** 2;
    expect(night[0]).toBe(0);
    expect(night[1]).toBeCloseTo(gap, 15);
    expect(inside[78]! + night[1]!).toBeCloseTo(moves.rangeVariance[78]!, 15);
    expect(inside[79]).toBe(moves.rangeVariance[79]);
  });

  it('become daily bars of the same prices', () => {
    const daily = sessionBars(WALK, sessionMoves(WALK));
    const first = WALK.bars.slice(0, 78);
    expect(daily.bars.length).toBe(12);
    const [bar] = daily.bars;
    expect(bar).toMatchObject({ startAt: Date.parse('2023-01-03T00:00:00Z'), closedAt: first[77]!.closedAt });
    expect(bar!.open).toBeCloseTo(first[0]!.open, 10);
    expect(bar!.high).toBeCloseTo(Math.max(...first.map(({ high }) => high)), 10);
    expect(bar!.low).toBeCloseTo(Math.min(...first.map(({ low }) => low)), 10);
    expect([bar!.close, bar!.volume]).toEqual([
      first[77]!.close,
      first.reduce((sum, { volume }) => sum + volume, 0),
    ]);
  });
});

describe('the profile of a day', () => {
  const grid = { ...sessionGrid(WALK), sessions: 3, slots: 2 };
  const small = {
    ...grid,
    session: Int32Array.of(0, 0, 1, 1, 2, 2),
    slot: Int32Array.of(0, 1, 0, 1, 0, 1),
    starts: Int32Array.of(0, 2, 4, 6),
  };

  it('is that of earlier sessions, each by its own mean, with an even one before them', () => {
    const profile = dayProfile(Float64Array.of(3, 1, 30, 10, 1, 1), small);
    expect([profile.at(0, 0), profile.at(0, 1)]).toEqual([1, 1]);
    expect([profile.at(1, 0), profile.at(1, 1)]).toEqual([1.25, 0.75]);
    expect(profile.at(2, 0)).toBeCloseTo(4 / 3, 12);
    expect(profile.mean(2, 0, 1)).toBeCloseTo(1, 12);
  });

  it('passes over a session that does not move', () => {
    const profile = dayProfile(Float64Array.of(0, 0, 3, 1, 1, 1), small);
    expect([profile.at(1, 0), profile.at(2, 0)]).toEqual([1, 1.25]);
  });
});

const inside: FeatureColumns = (bars) =>
  Object.values(INSIDE_FEATURES).map((feature) => feature(sessionMoves(bars), 12));
const atCloses: FeatureColumns = (bars) =>
  Object.values(CLOSE_FEATURES).map((feature) => feature(sessionMoves(bars)));

describe('intraday features', () => {
  it.each([300, 401, 702, 935])('look at no bar after the %ith', (count) => {
    expect(changesWithLength(inside, WALK, count)).toBe(false);
    const [ours, theirs] = [inside(WALK), inside(otherSessions(WALK, count, 5))];
    ours.forEach((column, j) => expect(column.slice(0, count)).toEqual(theirs[j]!.slice(0, count)));
  });

  it.each([234, 390, 858])('at closes look at no bar after the %ith', (count) => {
    expect(changesWithLength(atCloses, WALK, count)).toBe(false);
    const [ours, theirs] = [atCloses(WALK), atCloses(otherSessions(WALK, count, 5))];
    ours.forEach((column, j) => expect(column.slice(0, count / 78)).toEqual(theirs[j]!.slice(0, count / 78)));
  });

  it('would be caught if the profile were that of all sessions', () => {
    const leaking: FeatureColumns = (bars) => {
      const { grid, profile, inside: variance } = sessionMoves(bars);
      return [variance.map((each, t) => each / profile.at(grid.sessions - 1, grid.slot[t]!))];
    };
    expect(changesWithLength(leaking, WALK, 702)).toBe(true);
  });

  it('are finite where the market stands still', () => {
    const flat = WALK.bars.map((bar) => ({ ...bar, open: 10, high: 10, low: 10, close: 10, volume: 0 }));
    const columns = [...inside(fiveMinuteBars(flat, 'FLAT')), ...atCloses(fiveMinuteBars(flat, 'FLAT'))];
    expect(columns.every((column) => column.every(Number.isFinite))).toBe(true);
  });
});
