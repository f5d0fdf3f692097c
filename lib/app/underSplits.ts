import { rebasedWarning, waitingWarning } from '../alerts/texts/splitWarnings';
import { inLanes } from '../inLanes';
import { type KnownSplit, priceFactor } from '../market/split';
import type { Instance } from '../ports/InstanceStore';
import { rebasedRule } from '../rules/rebasedRule';
import type { Rule } from '../rules/rule';
import type { Deps } from './deps';
import { confirmedBy, knownSplits, openOf, sinceWritten, suspectedBy } from './judgeableBars';

type UnderSplits = {
  /** With its prices on the scale of now. */
  readonly rule: Rule;
  readonly isWaiting: boolean;
  /** The one that is only suspected: nothing from before it is looked back on. */
  readonly suspect: KnownSplit | undefined;
  readonly told: readonly string[];
};

/** What known splits of a symbol make of a rule as its newest bar closes (epoch ms), and what its owner is told of it. */
export function underSplits(
  written: Rule,
  instance: Instance,
  splits: readonly KnownSplit[],
  newest: number,
): UnderSplits {
  const { symbol, state } = instance;
  const since = sinceWritten(confirmedBy(splits, newest), instance);
  const rule = rebasedRule(written, priceFactor(since));
  const hasPrices = JSON.stringify(rule.when) !== JSON.stringify(written.when);
  const suspect = suspectedBy(splits, newest);
  const isWaiting = suspect !== undefined && state.armedAt < openOf(suspect.at);
  const told = [
    ...(hasPrices ? [rebasedWarning(symbol, since)] : []),
    ...(isWaiting ? [waitingWarning(symbol, suspect)] : []),
  ];
  return { rule, isWaiting, suspect, told };
}

/** So many series are looked up at once. */
const LANES = 8;

/** What the owner of a rule is told of splits by now, of each symbol in their order. */
export async function splitWarnings(
  deps: Pick<Deps, 'splits' | 'marketClock'>,
  rule: Rule,
  instances: readonly Instance[],
): Promise<readonly string[]> {
  const told = await inLanes(instances, LANES, async (instance) => {
    const { series } = instance;
    const splits = await knownSplits(deps, series);
    return underSplits(rule, instance, splits, deps.marketClock.now(series)).told;
  });
  return told.flat();
}
