import type { Slot } from '../market/bar';
import type { CompiledRule } from './compileRule';
import type { Judgement } from './condition';
import { evaluationWindow } from './evaluationWindow';
import type { RuleEvent, Why } from './events';
import type { ConditionTruth, Finding } from './finding';
import type { Frame } from './frame';
import { heldBarOf, type RuleState } from './state';

/** What a judged bar does to an instance. */
type Transition = { readonly state: RuleState; readonly events: readonly RuleEvent[]; readonly why: Why };

/**
 * Judges one rule on the current bar of one symbol: the only evaluator, live and in replays.
 *
 * Edge  a bar at or before `state.lastBar` changes nothing and says `unchanged`, and so does a bar on
 *       which a firing rule still holds. An unknown condition keeps the phase and says its reason.
 *       Only the slots that the rule looks back on take part. The state may lag behind the frame.
 *       A bar whose open or wicks are doubted, where the condition turns on them, is held: those after it change nothing
 *       until it is judged, which is once the frame says whether the bar after it has confirmed them.
 */
export function step(compiled: CompiledRule, state: RuleState, frame: Frame): Finding {
  const slot = frame.slots.at(-1);
  if (slot === undefined || slot.closedAt <= state.lastBar)
    return finding({ state, events: [], why: 'unchanged' });
  const held = heldBarOf(state);
  if (held !== undefined && held !== slot.closedAt)
    return finding({ state, events: [], why: slot.closedAt < held ? 'unchanged' : 'unconfirmed' });
  const { heldBar: _, ...free } = state;
  const applied = { ...free, lastBar: slot.closedAt };
  if (state.phase === 'exhausted') return finding({ state: applied, events: [], why: 'exhausted' });
  const judged = judgedNow(compiled, frame);
  if (!slot.doubted || !isUnconfirmed(judged.tree))
    return finding(transition(compiled, applied, slot, judged.truth), judged);
  if (frame.settled === undefined)
    return finding({ state: { ...state, heldBar: slot.closedAt }, events: [], why: 'unconfirmed' }, judged);
  const settled = judgedNow(compiled, frame.settled);
  return finding(transition(compiled, applied, slot, settled.truth), settled);
}

function judgedNow({ condition, lookbackSlots }: CompiledRule, frame: Frame): Judgement {
  const window = evaluationWindow(frame, lookbackSlots);
  return condition.judge(window, window.slots.length - 1);
}

/** Whether a condition is unknown, and may be known once what is doubted of a bar is settled. */
const isUnconfirmed = ({ truth, reason, children = [] }: ConditionTruth): boolean =>
  truth === 'unknown' && (reason === 'unconfirmed' || children.some(isUnconfirmed));

function finding(transition: Transition, judged?: Judgement): Finding {
  const condition = judged && { condition: judged.tree };
  return { ...transition, ...condition, values: judged?.values ?? [] } as Finding;
}

function transition(
  compiled: CompiledRule,
  state: RuleState,
  slot: Slot,
  truth: Judgement['truth'],
): Transition {
  if (typeof truth === 'string') return { state, events: [], why: truth };
  const isFiring = state.phase === 'firing';
  if (truth) return isFiring ? { state, events: [], why: 'unchanged' } : enterFiring(compiled, state, slot);
  if (!isFiring) return { state, events: [], why: 'noMatch' };
  return { state: { ...state, phase: 'normal', since: slot.closedAt }, events: ['resolved'], why: 'noMatch' };
}

/** The way into firing. What a cooldown withholds is lost, never made up: the state goes on without it. */
function enterFiring({ cooldownBars, firesOnce }: CompiledRule, state: RuleState, slot: Slot): Transition {
  const firing: RuleState = { ...state, phase: 'firing', since: slot.closedAt };
  const isQuiet =
    state.lastFiredOrdinal !== undefined && slot.ordinal - state.lastFiredOrdinal <= cooldownBars;
  if (isQuiet) return { state: firing, events: [], why: 'coolingDown' };
  const fired = { ...firing, lastFiredOrdinal: slot.ordinal, firings: state.firings + 1 };
  if (!firesOnce) return { state: fired, events: ['fired'], why: 'fired' };
  return { state: { ...fired, phase: 'exhausted' }, events: ['fired', 'exhausted'], why: 'fired' };
}
