import type { CleanBars, Slot } from '../market/bar';
import type { Interval } from '../market/interval';
import { cleanBars } from '../market/cleanBars';
import { slotsAfter } from '../market/slots';
import type { Instance } from '../ports/InstanceStore';
import { barHistory, fetchBars } from './barHistory';
import { barsToJudge, compiledRule } from './compiledRule';
import type { Deps } from './deps';
import { alertForecast, loadModels } from './forecasts';
import { frameAt } from './frameAt';
import type { ModelsByHorizon } from './forecasts';
import type { JudgeDeps, Judged, JudgedBar, Persistence } from './judgeSlot';
import { judgeSlot } from './judgeSlot';
import { SHARED_OWNER } from './modelSlot';

export type JudgeSeriesDeps = JudgeDeps &
  Pick<Deps, 'marketData' | 'bars' | 'models' | 'registry' | 'marketClock'>;

export type SeriesToJudge = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly instances: readonly Instance[];
  /** Close (epoch ms) after which bars are judged. */
  readonly after: number;
  readonly persistence: Persistence;
};

/** What one bar did to every instance, in order. */
export type JudgedSlot = { readonly slot: Slot; readonly judged: readonly Judged[] };

/**
 * Judges every bar of a series that closed after `after`, oldest first, each from the bar that
 * stands in the store. A bar the source skipped is judged as missing once a later one is known.
 *
 * Shape   yields one judged slot at a time: the caller moves the cursor behind each.
 * Throws  what the source and the stores throw; what was yielded before stands.
 */
export async function* judgeSeries(deps: JudgeSeriesDeps, series: SeriesToJudge): AsyncGenerator<JudgedSlot> {
  const { symbol, interval, after } = series;
  const upTo = deps.marketClock.now();
  const count = barsToJudge(series.instances);
  const query = { symbol, interval, upTo, count };
  await barHistory(deps, { ...query, upTo: after });
  const fresh = await fetchBars(deps, query, { after, upTo });
  for (const bar of fresh) await deps.bars.putFirst(symbol, interval, bar);
  const newest = fresh.at(-1);
  if (newest === undefined) return;
  const stored = await deps.bars.newest({
    series: symbol,
    interval,
    upTo,
    limit: count + fresh.length,
  });
  const bars = cleanBars({ symbol, interval, source: newest.source, bars: stored, knownAt: upTo }).clean;
  const models = await loadModels(
    deps,
    { owner: SHARED_OWNER, series: symbol, interval },
    horizonsOf(series.instances),
  );
  let instances = series.instances;
  for (const slot of slotsAfter({ interval, after, upTo: newest.closedAt, bars })) {
    const judgedBar = barToJudge(slot, bars, models, count);
    const judged: Judged[] = [];
    for (const instance of instances)
      judged.push(await judgeSlot(deps, judgedBar, instance, series.persistence));
    instances = judged.map((one) => one.instance);
    yield { slot, judged };
  }
}

const horizonsOf = (instances: readonly Instance[]): readonly number[] => [
  1,
  ...instances.flatMap((instance) => compiledRule(instance.rule).horizonsBars),
];

function barToJudge(slot: Slot, bars: CleanBars, models: ModelsByHorizon, count: number): JudgedBar {
  const known = frameAt(bars, slot, { models, count });
  const forecast = slot.bar ? alertForecast(models.get(1), known.bars) : null;
  return { frame: known.frame, slot, source: bars.source, forecast };
}
