import { shortWarning } from '../alerts/texts/splitWarnings';
import type { Interval } from '../market/interval';
import type { Instance } from '../ports/InstanceStore';
import type { StoredRule } from '../ports/RuleStore';
import { isProblem } from '../problems';
import { conditionNow } from '../rules/conditionNow';
import type { HistoryDeps } from './barHistory';
import { compiledRule } from '../rules/compiledRule';
import { barsToTry } from './barsToJudge';
import type { Deps } from './deps';
import { loadModels } from './forecasts';
import { frameOf } from './frameAt';
import { knownSplits } from './judgeableBars';
import { ownerOf } from './modelSlot';
import { recentBars } from './recentBars';
import type { ServingDeps } from './servingModels';
import { underSplits } from './underSplits';

export type WarningDeps = HistoryDeps & ServingDeps & Pick<Deps, 'marketClock'>;

/** What the owner of a rule may want to know before it surprises: nothing of it stops the rule. */
export async function ruleWarnings(
  deps: WarningDeps,
  stored: StoredRule,
  instances: readonly Instance[],
): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (const instance of instances) warnings.push(...(await instanceWarnings(deps, stored, instance)));
  return warnings;
}

async function instanceWarnings(
  deps: WarningDeps,
  stored: StoredRule,
  instance: Instance,
): Promise<readonly string[]> {
  try {
    return await conditionWarnings(deps, stored, instance);
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { symbol } = instance;
    if (error.code !== 'SYMBOL_UNKNOWN')
      return [`The condition could not be tried on "${symbol}" (${error.code}): ${error.message}`];
    return [
      `The rule stays silent on "${symbol}" until a source serves it or you import its bars: ${error.message}`,
    ];
  }
}

async function conditionWarnings(
  deps: WarningDeps,
  stored: StoredRule,
  instance: Instance,
): Promise<readonly string[]> {
  const { series, symbol, interval, state } = instance;
  const upTo = deps.marketClock.now(series);
  const count = barsToTry(stored.rule);
  const recent = await recentBars(deps, { symbol: series, interval, upTo, count });
  const newest = recent.bars.bars.at(-1);
  if (newest === undefined) return [];
  const splits = await knownSplits(deps, series);
  const { rule, isWaiting, suspect, told } = underSplits(stored.rule, instance, splits, newest.closedAt);
  const compiled = compiledRule(rule);
  const slotOf = { owner: ownerOf(series), series, interval };
  const models = await loadModels(deps, slotOf, compiled.horizonsBars);
  const untrained = compiled.horizonsBars.filter((horizonBars) => models.get(horizonBars) === undefined);
  const warnings = [
    ...told,
    ...untrained.map((horizonBars) => untrainedWarning(symbol, interval, horizonBars)),
  ];
  if (isWaiting) return warnings;
  const { truth } = conditionNow(compiled, frameOf(recent, models));
  if (suspect && truth === 'unknown') return [...warnings, shortWarning(symbol, suspect)];
  if (truth !== 'true' || state.phase !== 'normal') return warnings;
  return [
    ...warnings,
    `The condition is already true on "${symbol}": it fires on the next bar on which it holds.`,
  ];
}

function untrainedWarning(symbol: string, interval: Interval, horizonBars: number): string {
  const which = `"${symbol}" on ${interval} bars, ${horizonBars} ahead`;
  const fix = `POST /v1/train with horizon "${horizonBars}bars"`;
  return `No model is trained for ${which}: what reads it stays unknown until then. To train one: ${fix}.`;
}
