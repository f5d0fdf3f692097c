import type { CleanBars } from '../market/bar';
import { type KnownSplit, priceFactor, REFUTED_AFTER_MS, type Split } from '../market/split';
import { isGreat, speaksFor, splitSeen, splitsNear } from '../market/splitSignal';
import { confirmedBy } from './judgeableBars';
import { believedOf, type Evidence } from './splitEvidence';

type Said = {
  /** What was announced; undefined where nobody can tell. */
  readonly told: readonly Split[] | undefined;
  readonly isFed: boolean;
  readonly known: readonly KnownSplit[];
  /** Start (epoch ms) of the newest bar. */
  readonly newest: number;
};

/**
 * What there is to say of an opening, by what was announced and by its price; undefined where it is nothing but a move, or
 * the next bar has to tell first.
 */
export function verdictOn(evidence: Evidence, { told, isFed, known, newest }: Said): KnownSplit | undefined {
  const [said] = told ?? [];
  if (said && isSpokenFor(evidence, said, known)) return { ...said, state: 'confirmed' };
  const split = evidence.isHeld ? undefined : (said ?? supposed(evidence, { told, isFed }));
  if (split === undefined || isRefuted(evidence)) return undefined;
  return {
    ...split,
    state: isDenied(told) && newest - evidence.at >= REFUTED_AFTER_MS ? 'refuted' : 'suspected',
  };
}

const isRefuted = ({ standing }: Evidence): boolean => standing?.state === 'refuted';

const isDenied = (told: Said['told']): boolean => told?.length === 0;

/** Whether the price speaks for a split; where it did not open far away, whether it was taken for just that. */
function isSpokenFor(
  { at, clean, opening, standing }: Evidence,
  split: Split,
  known: readonly KnownSplit[],
): boolean {
  if (opening === undefined)
    return standing !== undefined && priceFactor([standing]) === priceFactor([split]);
  return priceSpeaksFor(clean, split, confirmedBy(known, at));
}

/** Whether the price of bars as they were traded speaks for a split once it, and those that are confirmed, are taken out. */
export function priceSpeaksFor(clean: CleanBars, split: Split, confirmed: readonly Split[]): boolean {
  const others = confirmed.filter(({ at }) => at !== split.at);
  const { believed } = believedOf(clean, [...others, split]);
  const place = believed.bars.findIndex(({ startAt }) => startAt >= split.at);
  const [before, bar] = [believed.bars[place - 1], believed.bars[place]];
  if (before === undefined || bar === undefined) return false;
  // The first print of a session may be one of the last.
  return [bar.open, bar.close].some((price) => {
    const jump = Math.log(price / before.close) + Math.log(priceFactor([split]));
    return speaksFor(believed, { before, bar, place, jump }, split);
  });
}

/**
 * The split that an opening is taken for already, or seems to be: by its price alone where nobody answers who could
 * announce it, and only of a great one where somebody has answered that there was none.
 */
function supposed(
  { opening, believed, standing }: Evidence,
  { told, isFed }: Pick<Said, 'told' | 'isFed'>,
): Split | undefined {
  if (standing) return standing;
  if (opening === undefined) return undefined;
  if (isFed && told === undefined) return splitsNear(opening)[0];
  const seen = splitSeen(opening, believed);
  return seen && (!isDenied(told) || isGreat(seen)) ? seen : undefined;
}
