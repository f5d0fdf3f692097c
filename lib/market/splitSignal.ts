import type { Bar, CleanBars } from './bar';
import { DAY_MS } from './calendar/civilDate';
import { JUMP_SIGMAS } from './closeVerdict';
import { moveScale, returnSigma } from './returnSigma';
import { priceFactor, type Split } from './split';

/** The first bar of a session that opened far from the close before. */
export type JumpedOpening = {
  /** 00:00Z (epoch ms) of its session. */
  readonly at: number;
  readonly before: Bar;
  readonly bar: Bar;
  /** ln(open / close before). */
  readonly jump: number;
  /** Whether prices move so far by themselves: then only an announcement makes it a split. */
  readonly isUsual: boolean;
  /** Whether the bar closed nearer to the close before than to its opening: that may be a bad print, unless a split was announced. */
  readonly wentBack: boolean;
  /** Whether one of its prints, or the close before, may stand on the scale of the other side: only an announcement tells. */
  readonly isMisplaced: boolean;
  /** Its place in the bars it was found in. */
  readonly place: number;
};

/** A session that opens nearer to the close before is not asked about. */
const LEAST_JUMP = Math.log(1.1);

/** Whether a split is so far from none that sessions that open there are looked at. */
export const isFar = (split: Split): boolean => Math.abs(Math.log(priceFactor([split]))) >= LEAST_JUMP;

/**
 * Whether a split changes the count of shares at least twofold. The volume of a smaller one is lost among what volumes do by
 * themselves, and within 3 % of some small ratio lies nearly every gap of 15 to 40 %.
 */
export const isGreat = (split: Split): boolean => Math.abs(Math.log(priceFactor([split]))) >= Math.log(1.99);

/** A price agrees with a ratio that it is within 3 % of. */
const AGREES = 0.03;

type Series = Pick<CleanBars, 'interval' | 'bars'>;

const dayOf = ({ startAt }: Bar): number => Math.floor(startAt / DAY_MS);

/**
 * Sessions that open so far from the close before that the count of shares may have changed: by 10 % at least. More than 8
 * robust σ, where these are known, is no usual move.
 *
 * Shape   of the bars that close after `after` (epoch ms), oldest first.
 * Edge    a session that opens near the close before is one too where that close, its own first close, or the opening of
 *         its second bar shows that a print stood on the scale of the other side: only an announcement makes it a split.
 */
export function jumpedOpenings(series: Series, after: number): readonly JumpedOpening[] {
  return series.bars.flatMap((bar, place): JumpedOpening[] => {
    if (bar.closedAt <= after) return [];
    const found = openedAway(series, place) ?? misplacedPrint(series, place);
    return found ? [found] : [];
  });
}

function openedAway(series: Series, place: number): JumpedOpening | undefined {
  const [bar, before] = [series.bars[place]!, series.bars[place - 1]];
  if (before === undefined || !isFirst(series.bars, place)) return undefined;
  const jump = Math.log(bar.open / before.close);
  if (Math.abs(jump) < LEAST_JUMP) return undefined;
  const held = Math.log(bar.close / before.close) * Math.sign(jump);
  const opening = { at: dayOf(bar) * DAY_MS, before, bar, jump, place, wentBack: held < Math.abs(jump) / 2 };
  return { ...opening, isMisplaced: false, isUsual: isUsual(series, opening, jump) === true };
}

/** A session that opened near the close before, though one of the two may be a print on the scale of the other side of a split. */
function misplacedPrint(series: Series, place: number): JumpedOpening | undefined {
  const { bars } = series;
  const bar = bars[place]!;
  const isSecond = !isFirst(bars, place);
  if (isSecond && (!isFirst(bars, place - 1) || openedAway(series, place - 1))) return undefined;
  const overOne = awayFrom(series, place, { from: place - 2, price: bar.open });
  return overOne ?? (isSecond ? undefined : awayFrom(series, place, { from: place - 1, price: bar.close }));
}

/** The opening of a price that no move explains: it stands so far from the close of an earlier bar. */
function awayFrom(
  series: Series,
  place: number,
  { from, price }: { readonly from: number; readonly price: number },
): JumpedOpening | undefined {
  const [bar, before] = [series.bars[place]!, series.bars[from]];
  if (before === undefined) return undefined;
  const jump = Math.log(price / before.close);
  if (Math.abs(jump) < LEAST_JUMP || isUsual(series, { place, before, bar }, jump) !== false)
    return undefined;
  return {
    at: dayOf(bar) * DAY_MS,
    before,
    bar,
    jump,
    place,
    isUsual: true,
    wentBack: false,
    isMisplaced: true,
  };
}

type Place = Pick<JumpedOpening, 'place' | 'before' | 'bar'>;

/** Whether a move from the close before to an opening is one of those that are believed; undefined where no σ is known. */
function isUsual(
  { interval, bars }: Series,
  { place, before, bar }: Place,
  move: number,
): boolean | undefined {
  const sigma = returnSigma(bars, place);
  if (sigma === undefined) return undefined;
  return Math.abs(move) <= JUMP_SIGMAS * sigma * moveScale(interval, before, bar);
}

/**
 * Whether the price speaks for a split: it opened within 3 % of where the split puts it, or what is left of the jump is
 * no more than prices do, and less than the jump itself.
 */
export function speaksFor(bars: Series, opening: Place & Pick<JumpedOpening, 'jump'>, split: Split): boolean {
  const left = leftOf(opening, split);
  return (
    agreesWith(opening, split) ||
    (Math.abs(left) < Math.abs(opening.jump) && isUsual(bars, opening, left) === true)
  );
}

/** Whether a session opened within 3 % of where a split puts it. */
export const agreesWith = (opening: Pick<JumpedOpening, 'jump'>, split: Split): boolean =>
  Math.abs(leftOf(opening, split)) <= Math.log1p(AGREES);

/** What is left (ln) of the jump of an opening once a split is taken out. */
export const leftOf = ({ jump }: Pick<JumpedOpening, 'jump'>, split: Split): number =>
  jump - Math.log(priceFactor([split]));

/** Whether a bar is the first of its session, by the clocks of that day: the volume of openings is another than of what follows. */
export const isFirst = (bars: readonly Bar[], at: number): boolean =>
  at === 0 || dayOf(bars[at - 1]!) !== dayOf(bars[at]!);
