import type { StoredRule } from '../ports/RuleStore';
import { isProblem } from '../problems';
import { conditionNow } from '../rules/conditionNow';
import { slotsEndingAt } from '../market/slots';
import type { HistoryDeps } from './barHistory';
import { barHistory } from './barHistory';
import { barsToJudge, compiledRule } from './compiledRule';
import type { Deps } from './deps';
import { loadModels } from './forecasts';
import { frameAt } from './frameAt';
import { SHARED_OWNER } from './modelSlot';
import type { ServingDeps } from './servingModels';

export type WarningDeps = HistoryDeps & ServingDeps & Pick<Deps, 'marketClock'>;

/** What the owner of a rule may want to know before it surprises: nothing of it stops the rule. */
export async function ruleWarnings(deps: WarningDeps, stored: StoredRule): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (const symbol of stored.rule.targets.symbols)
    warnings.push(...(await symbolWarnings(deps, stored, symbol)));
  return warnings;
}

async function symbolWarnings(
  deps: WarningDeps,
  stored: StoredRule,
  symbol: string,
): Promise<readonly string[]> {
  try {
    return await conditionWarnings(deps, stored, symbol);
  } catch (error) {
    if (isProblem(error, 'SYMBOL_UNKNOWN')) {
      return [
        `No source of this installation knows "${symbol}": the rule stays silent on it until one does.`,
      ];
    }
    if (!isProblem(error)) throw error;
    return [`The condition could not be tried on "${symbol}" (${error.code}): ${error.message}`];
  }
}

async function conditionWarnings(
  deps: WarningDeps,
  stored: StoredRule,
  symbol: string,
): Promise<readonly string[]> {
  const { interval } = stored.rule;
  const upTo = deps.marketClock.now();
  const count = barsToJudge([stored]);
  const bars = await barHistory(deps, { symbol, interval, upTo, count });
  const last = bars.bars.at(-1);
  const slot = last && slotsEndingAt({ interval, upTo: last.closedAt, count: 1, bars }).at(-1);
  if (!slot) return [];
  const compiled = compiledRule(stored.rule);
  const models = await loadModels(
    deps,
    { owner: SHARED_OWNER, series: symbol, interval },
    compiled.horizonsBars,
  );
  const { truth, reason } = conditionNow(compiled, frameAt(bars, slot, { models, count }).frame);
  if (truth === 'true')
    return [`The condition is already true on "${symbol}": it fires on the next bar on which it holds.`];
  if (reason === 'modelNotTrained') {
    return [`No model is trained for "${symbol}": the rule stays silent on it until POST /v1/train has run.`];
  }
  return [];
}
