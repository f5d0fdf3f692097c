import { frameAt } from '../../lib/app/frameAt';
import type { CleanBars } from '../../lib/market/bar';
import type { CredibleBars } from '../../lib/market/credibleBars';
import { slotsAfter } from '../../lib/market/slots';
import type { CompiledRule } from '../../lib/rules/compileRule';
import { initialState } from '../../lib/rules/initialState';
import { heldBarOf, type RuleState } from '../../lib/rules/state';
import { step } from '../../lib/rules/step';

/** Through which close rules have been judged, and the state of each. */
export type Standing = { readonly after: number; readonly states: readonly RuleState[] };

/** A firing of the n-th rule; `toldAt` is the close of the newest bar that was known when it was judged. */
export type Firing = { readonly rule: number; readonly barClosedAt: number; readonly toldAt: number };

/** Rules that are armed at an instant. */
export const armedAt = (rules: readonly CompiledRule[], after: number): Standing => ({
  after,
  states: rules.map(() => initialState(after)),
});

/** Bars as they are judged where nobody doubts any. */
export const believed = (clean: CleanBars): CredibleBars => ({
  ...clean,
  withheld: new Map(),
  prints: new Map(),
  pending: undefined,
});

/** Slots of a frame: more than a rule of a few bars looks back on. */
const REACH = { models: new Map(), count: 24 };

/**
 * Judges rules on the bars that became known since, as `judgeSeries` does, without any store.
 *
 * Edge    a newest bar that is pending is left to the next call, and so is one that is held, to the rule it is held for.
 */
export function playOn(
  rules: readonly CompiledRule[],
  bars: CredibleBars,
  standing: Standing,
): { readonly standing: Standing; readonly fired: readonly Firing[] } {
  const { interval, pending } = bars;
  const toldAt = pending?.closedAt ?? bars.bars.at(-1)?.closedAt ?? standing.after;
  const upTo = pending ? pending.closedAt - 1 : toldAt;
  if (upTo <= standing.after) return { standing, fired: [] };
  let { states } = standing;
  const fired: Firing[] = [];
  const held = states.map((state) => (heldBarOf(state) ?? Number.POSITIVE_INFINITY) - 1);
  const after = Math.min(standing.after, ...held);
  for (const slot of slotsAfter({ interval, after, upTo, bars })) {
    const { frame } = frameAt(bars, slot, REACH);
    const findings = rules.map((rule, place) => step(rule, states[place]!, frame));
    findings.forEach(({ events }, rule) => {
      if (events.includes('fired')) fired.push({ rule, barClosedAt: slot.closedAt, toldAt });
    });
    states = findings.map(({ state }) => state);
  }
  return { standing: { after: upTo, states }, fired };
}
