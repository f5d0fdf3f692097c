import {
  type Backtest,
  backtest,
  type Contender,
  type Contestant,
  modelContender,
} from '../forecast/backtest/backtest';
import { aroundDrift } from '../forecast/backtest/aroundDrift';
import { panelContenders } from '../forecast/backtest/panelContenders';
import { type ScoredCases, scoredCases } from '../forecast/backtest/scoredCases';
import { type ToldCases, toldCases } from '../forecast/backtest/toldCases';
import { directionRecord } from '../forecast/directionRecord';
import { isMoving } from '../forecast/isMoving';
import { insideBacktest, insidePanel } from '../forecast/intraday/insideBacktest';
import { sessionBacktest, sessionPanel } from '../forecast/intraday/sessionBacktest';
import type { CleanBars } from '../market/bar';
import { DAY_MS } from '../market/calendar/civilDate';
import { slotsPerSession } from '../market/sessionSlots';
import { MODEL_KINDS, type ModelKind } from '../models/fit';

export type DirectionRecord = NonNullable<ReturnType<typeof directionRecord>>;

/** One series walked forward over one horizon. */
export type TestedSeries = Pick<Backtest, 'symbol' | 'bars' | 'repaired'> & {
  /** Dates a horizon reaches over: neighbouring ones hang together. */
  readonly horizonDates: number;
  /** By model; none where the series has too few bars, or hardly ever moves. `asOf` is what is counted as one date. */
  readonly scored: ReadonlyMap<Contestant, ScoredCases>;
  readonly told: ToldCases;
  /** Of models that tell up from down. */
  readonly direction: ReadonlyMap<Contestant, DirectionRecord>;
};

/** Without what was told: what is pooled. */
export type ScoredSeries = Omit<TestedSeries, 'told'>;

type Asked = {
  readonly models: readonly (ModelKind | 'har-pooled')[];
  readonly horizonBars: number;
  /** Walked forward beside the models. */
  readonly pooled: readonly Contender[];
};

/**
 * A series walked forward, scored.
 *
 * Edge    cases inside one session overlap: a session counts as one date then.
 */
export function testedSeries(series: CleanBars, asked: Asked): TestedSeries {
  const test = backtestOf(series, asked);
  const isInside = isInsideSession(series, asked.horizonBars);
  const isScored = isMoving(series) && test.asOf.length > test.scoredFrom;
  const names = isScored ? [...test.told.keys()] : [];
  const scored = names.map((name) => {
    const cases = scoredCases(test, name);
    const asOf = isInside ? cases.asOf.map((at) => Math.floor(at / DAY_MS)) : cases.asOf;
    return [name, { ...cases, asOf }] as const;
  });
  const direction = names.flatMap((name) => {
    const around = aroundDrift(test, name);
    const record = around && directionRecord(around, name);
    return record ? [[name, record] as const] : [];
  });
  const { symbol, bars, repaired, horizonBars } = test;
  return {
    ...{ symbol, bars, repaired },
    horizonDates: isInside ? 1 : horizonBars,
    scored: new Map(scored),
    told: toldCases(isScored ? test : { ...test, told: new Map() }, series),
    direction: new Map(direction),
  };
}

const sessionsOf = ({ interval }: CleanBars, horizonBars: number): number =>
  horizonBars / slotsPerSession(interval, false);

const isInsideSession = (series: CleanBars, horizonBars: number): boolean =>
  !Number.isInteger(sessionsOf(series, horizonBars));

/** `har-pooled` of every series of a panel, in their order. */
export function pooledContenders(panel: readonly CleanBars[], horizonBars: number): readonly Contender[] {
  const [first] = panel;
  if (first === undefined || first.interval === '1d') return panelContenders(panel, horizonBars);
  if (isInsideSession(first, horizonBars)) return insidePanel(panel, horizonBars);
  return sessionPanel(panel, sessionsOf(first, horizonBars));
}

/** Of intraday bars a horizon of whole sessions is told at their closes, and a shorter one inside them. */
function backtestOf(series: CleanBars, { models, horizonBars, pooled }: Asked): Backtest {
  const kinds = MODEL_KINDS.filter((kind) => kind === 'ewma' || models.includes(kind));
  if (series.interval === '1d')
    return backtest(
      series,
      [...kinds.map((kind) => modelContender(series, kind, horizonBars)), ...pooled],
      horizonBars,
    );
  if (isInsideSession(series, horizonBars)) return insideBacktest(series, kinds, horizonBars, pooled);
  return sessionBacktest(series, kinds, sessionsOf(series, horizonBars), pooled);
}
