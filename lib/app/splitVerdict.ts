import { DAY_MS } from '../market/calendar/civilDate';
import { type KnownSplit, noSplitAt, priceFactor, REFUTED_AFTER_MS, type Split } from '../market/split';
import { isGreat, type JumpedOpening, leftOf } from '../market/splitSignal';
import { isFearful, splitFeared, splitSeen } from '../market/supposedSplit';
import { confirmedBy } from './judgeableBars';
import { isAmong, isAround, placedSplit } from './placedSplit';
import type { Evidence } from './splitEvidence';

type Said = {
  /** What was announced; undefined where nobody can tell. */
  readonly told: readonly Split[] | undefined;
  readonly isFed: boolean;
  readonly known: readonly KnownSplit[];
  /** Close (epoch ms) of the newest bar. */
  readonly newest: number;
};

/**
 * What there is to say of an opening, by what was announced and by its price; undefined where the next bar has to tell
 * first, or nobody can tell and it seems to be a move.
 */
export function verdictOn(evidence: Evidence, { told, isFed, known, newest }: Said): KnownSplit | undefined {
  const around = told?.filter((each) => isAround(each, evidence) && !isAmong(known, each));
  const spoken = around?.find((each) => isSpokenFor(evidence, each, known));
  if (spoken) return { ...spoken, at: evidence.at, state: 'confirmed', ...endedAt(evidence, newest) };
  if (isSettled(evidence)) return undefined;
  const said = around?.find((each) => isMeant(evidence, each));
  if (said) return meantAt(evidence, said, newest);
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

const isOver = ({ at }: Evidence, newest: number): boolean => newest - at >= REFUTED_AFTER_MS;

/**
 * What is announced, though the price says something else: for five days, unless it was announced for this very session, whose
 * price has moved nearer to it. Otherwise the scale of prices has not stepped: they were rescaled, or will be another day.
 */
function meantAt(evidence: Evidence, said: Split, newest: number): KnownSplit {
  const hasStepped = said.at === evidence.at && explains(evidence.opening, said) > 0;
  const isLost = !hasStepped && isOver(evidence, newest);
  return isLost ? refutedAt(evidence, said, newest) : suspectedAt(evidence, said);
}

/**
 * What is left of an opening where a feed has answered that there was no split: the volume of a small one tells nothing. That
 * there was none is written down once its session is over: until then it may still be announced.
 */
function deniedAt(evidence: Evidence, newest: number): KnownSplit | undefined {
  const { at, standing } = evidence;
  const none = newest >= at + DAY_MS ? noSplitAt(at) : undefined;
  const split = standing ?? seen(evidence);
  if (split === undefined) return none;
  if (!isGreat(split)) return standing ? { ...standing, state: 'refuted', suspectedUntil: newest } : none;
  return isOver(evidence, newest) ? refutedAt(evidence, split, newest) : suspectedAt(evidence, split);
}

const refutedAt = (evidence: Evidence, split: Split, newest: number): KnownSplit => ({
  ...suspectedAt(evidence, split),
  state: 'refuted',
  ...endedAt(evidence, newest),
});

/** When a suspicion has ended, where that was not in time. */
const endedAt = ({ at, standing }: Evidence, newest: number): Pick<KnownSplit, 'suspectedUntil'> =>
  standing?.state === 'suspected' && newest >= at + REFUTED_AFTER_MS + DAY_MS
    ? { suspectedUntil: newest }
    : {};

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

/**
 * Whether an announcement may mean this opening: that of its session, or one beside that explains most of its jump. Of an
 * opening that lies behind what is judged, where prices may be rescaled by now, one that explains none of it does not.
 */
function isMeant({ at, opening, isPast }: Evidence, split: Split): boolean {
  if (split.at !== at) return explains(opening, split) > 1 / 2;
  return !isPast || explains(opening, split) > 0;
}

/** The share of the jump of an opening that a split explains; none, or less, where prices stand nearer to those of before. */
const explains = (opening: JumpedOpening | undefined, split: Split): number =>
  opening ? 1 - Math.abs(leftOf(opening, split) / opening.jump) : 0;

/** What an opening is taken for already, or may be where nobody answers who could tell; of what was judged before only the greatest. */
const feared = ({ opening, standing, isPast }: Evidence): Split | undefined =>
  standing ?? (opening && (!isPast || isFearful(opening)) ? splitFeared(opening) : undefined);

/** What an opening is taken for already, or seems to be by its price and volume, unless it was judged before. */
const seen = ({ opening, believed, standing, isPast }: Evidence): Split | undefined =>
  standing ?? (opening && !isPast ? splitSeen(opening, believed) : undefined);
