import { type KnownSplit, noSplitAt, priceFactor, REFUTED_AFTER_MS, type Split } from '../market/split';
import { isGreat } from '../market/splitSignal';
import { splitFeared, splitSeen } from '../market/supposedSplit';
import { confirmedBy } from './judgeableBars';
import { isAmong, isBeside, placedSplit } from './placedSplit';
import type { Evidence } from './splitEvidence';

type Said = {
  /** What was announced; undefined where nobody can tell. */
  readonly told: readonly Split[] | undefined;
  readonly isFed: boolean;
  readonly known: readonly KnownSplit[];
  /** Start (epoch ms) of the newest bar. */
  readonly newest: number;
};

/**
 * What there is to say of an opening, by what was announced and by its price; undefined where the next bar has to tell
 * first, or nobody can tell and it seems to be a move.
 */
export function verdictOn(evidence: Evidence, { told, isFed, known, newest }: Said): KnownSplit | undefined {
  const around = told?.filter((each) => isBeside(each, evidence) && !isAmong(known, each));
  const spoken = around?.find((each) => isSpokenFor(evidence, each, known));
  if (spoken) return { ...spoken, at: evidence.at, state: 'confirmed' };
  if (isSettled(evidence)) return undefined;
  const said = around?.find((each) => isMeant(evidence, each));
  if (said) return suspectedAt(evidence, said);
  if (told !== undefined) return deniedAt(evidence, newest);
  const split = isFed ? feared(evidence) : seen(evidence);
  return split && suspectedAt(evidence, split);
}

/** Whether there is nothing to say but by an announcement. */
const isSettled = ({ isHeld, standing, opening }: Evidence): boolean =>
  isHeld === true || standing?.state === 'refuted' || opening?.isMisplaced === true;

const suspectedAt = ({ at }: Evidence, { numerator, denominator }: Split): KnownSplit => ({
  at,
  numerator,
  denominator,
  state: 'suspected',
});

/** What is left of an opening where a feed has answered that there was no split: the volume of a small one tells nothing. */
function deniedAt(evidence: Evidence, newest: number): KnownSplit {
  const { at, standing } = evidence;
  const split = standing ?? seen(evidence);
  if (split === undefined) return noSplitAt(at);
  if (!isGreat(split))
    return standing ? { ...standing, state: 'refuted', suspectedUntil: newest } : noSplitAt(at);
  const isOver = newest - at >= REFUTED_AFTER_MS;
  return { ...suspectedAt(evidence, split), state: isOver ? 'refuted' : 'suspected' };
}

/** Whether the price speaks for a split; where it did not open far away, whether it was taken for just that. */
function isSpokenFor(
  { at, clean, opening, standing }: Evidence,
  split: Split,
  known: readonly KnownSplit[],
): boolean {
  if (opening === undefined)
    return at === split.at && standing !== undefined && priceFactor([standing]) === priceFactor([split]);
  return placedSplit(clean, split, confirmedBy(known, at))?.at === at;
}

/** Whether an announcement may mean this opening: that of its session, or one beside that explains most of its jump. */
function isMeant({ at, opening }: Evidence, split: Split): boolean {
  if (split.at === at) return true;
  if (opening === undefined) return false;
  return Math.abs(opening.jump - Math.log(priceFactor([split]))) < Math.abs(opening.jump) / 2;
}

/** What an opening is taken for already, or may be where nobody answers who could tell. */
const feared = ({ opening, standing }: Evidence): Split | undefined =>
  standing ?? (opening && splitFeared(opening));

/** What an opening is taken for already, or seems to be by its price and volume, unless it was judged before. */
const seen = ({ opening, believed, standing, isPast }: Evidence): Split | undefined =>
  standing ?? (opening && !isPast ? splitSeen(opening, believed) : undefined);
