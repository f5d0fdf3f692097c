import type { Bar, Slot } from '../../lib/market/bar';
import { closeInSession } from '../../lib/market/barClose';
import { nextSession } from '../../lib/market/calendar/nextSession';
import type { Session } from '../../lib/market/calendar/session';
import { sessionOn } from '../../lib/market/calendar/sessionOn';
import type { Interval } from '../../lib/market/interval';
import { firstOrdinal, slotsPerSession, startInSession } from '../../lib/market/sessionSlots';
import { compileRule } from '../../lib/rules/compileRule';
import type { Finding } from '../../lib/rules/finding';
import type { ForecastAt, ForecastReading, Frame } from '../../lib/rules/frame';
import { initialState } from '../../lib/rules/initialState';
import type { Cond, Rule } from '../../lib/rules/rule';
import type { RuleState } from '../../lib/rules/state';
import { step } from '../../lib/rules/step';
import type { Sample } from './sampleSeries';
import { samplesOf } from './sampleSeries';

/** Columns of a series in the notation of rule tests; `close` gives the length. */
export type Columns = {
  readonly close: string;
  readonly open?: string;
  readonly high?: string;
  readonly low?: string;
  readonly volume?: string;
};

const FIRST_SESSION = '2024-01-02';

const CALENDAR = new Map<Interval, Slot[]>();

/** Empty slots of consecutive bars, from the session of 2024-01-02. */
export function emptySlots(count: number, interval: Interval): readonly Slot[] {
  const slots = CALENDAR.get(interval) ?? [];
  CALENDAR.set(interval, slots);
  while (slots.length < count) slots.push(...slotsOfNextSession(slots.at(-1), interval));
  return slots.slice(0, count);
}

function slotsOfNextSession(last: Slot | undefined, interval: Interval): Slot[] {
  const session =
    last === undefined ? firstSession() : nextSession(new Date(last.startAt).toISOString().slice(0, 10));
  const first = firstOrdinal(interval, session);
  const count = slotsPerSession(interval, session.earlyClose);
  return Array.from({ length: count }, (_, index) => {
    const startAt = startInSession(interval, session, index);
    return { ordinal: first + index, startAt, closedAt: closeInSession(interval, startAt, session) };
  });
}

function firstSession(): Session {
  const session = sessionOn(FIRST_SESSION);
  if (!session) throw new Error(`${FIRST_SESSION} is no session`);
  return session;
}

/**
 * Slots with the bars of a series. Without its own column open is the last known close (the first: the
 * close), high and low are the outer ones of open and close, and volume is 0.
 */
export function slotsOf(columns: Columns | string, interval: Interval = '1d'): readonly Slot[] {
  const { close, ...others } = typeof columns === 'string' ? { close: columns } : columns;
  const closes = samplesOf(close);
  const columnsOf = new Map(Object.entries(others).map(([name, text]) => [name, samplesOf(text)]));
  let lastClose: Sample;
  return emptySlots(closes.length, interval).map((slot, index) => {
    const at = closes[index];
    if (at === undefined) return slot;
    const own = (name: string): Sample => columnsOf.get(name)?.[index];
    const open = own('open') ?? lastClose ?? at;
    lastClose = at;
    const high = own('high') ?? Math.max(open, at);
    const low = own('low') ?? Math.min(open, at);
    return withBar(slot, { open, high, low, close: at, volume: own('volume') ?? 0 });
  });
}

/** The slot with a bar of these prices in it. */
export const withBar = (slot: Slot, prices: Omit<Bar, 'startAt' | 'closedAt'>): Slot => ({
  ...slot,
  bar: { ...prices, startAt: slot.startAt, closedAt: slot.closedAt },
});

/** A forecast that is the same on every bar and for every horizon. */
export const steadyForecast =
  (volatilityPct: number, predictedChangePct = 0): ForecastAt =>
  () => ({ known: true, volatilityPct, predictedChangePct });

const NO_FORECAST: ForecastReading = { known: false, why: 'modelNotTrained' };

export const noForecast: ForecastAt = () => NO_FORECAST;

/** What a rule sees on the last of the slots. */
export const frameOf = (slots: readonly Slot[], more: Partial<Omit<Frame, 'slots'>> = {}): Frame => ({
  symbol: 'TEST',
  interval: '1d',
  forecast: noForecast,
  ...more,
  slots,
  windows: new Map(),
});

/** A complete rule around a condition. */
export const ruleOf = (when: Cond, more: Partial<Omit<Rule, 'when'>> = {}): Rule => ({
  dsl: '1',
  name: 'under test',
  targets: { symbols: ['TEST'] },
  interval: '1d',
  ...more,
  when,
});

/** The state of a rule that was created just before the first of the slots closed. */
export const stateBefore = (slots: readonly Slot[]): RuleState => initialState(slots[0]?.startAt ?? 0);

/**
 * Plays a rule over a series as a sweep does: bar by bar, each on the slots known so far.
 *
 * Shape  one finding per slot; `reach` cuts the frames of the whole run to that many slots.
 */
export function play(
  rule: Rule,
  slots: readonly Slot[],
  { forecast = noForecast, reach = Infinity }: { forecast?: ForecastAt; reach?: number } = {},
): readonly Finding[] {
  const compiled = compileRule(rule);
  let state = stateBefore(slots);
  return slots.map((_, index) => {
    const seen = slots.slice(Math.max(0, index + 1 - reach), index + 1);
    const finding = step(compiled, state, frameOf(seen, { interval: rule.interval, forecast }));
    state = finding.state;
    return finding;
  });
}

/** The reasons of a run in one line. */
export const whysOf = (findings: readonly Finding[]): string => findings.map(({ why }) => why).join(' ');

/** The events of a run by bar: `2:fired 5:resolved`. */
export const eventsOf = (findings: readonly Finding[]): string =>
  findings.flatMap(({ events }, index) => events.map((event) => `${index}:${event}`)).join(' ');
