import type { Bar, CleanBars } from './bar';
import { DAY_MS } from './calendar/civilDate';
import { JUMP_SIGMAS } from './closeVerdict';
import { medianOf, moveScale, returnSigma, SIGMA_RETURNS } from './returnSigma';
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

/** What exchanges have done, but for stock dividends: so many for so many, and the other way round. */
const RATIOS: readonly (readonly [number, number])[] = [
  ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 75, 80, 100].map(
    (n) => [n, 1] as const,
  ),
  ...([[3, 2], [5, 2], [7, 2], [4, 3], [5, 3], [5, 4], [6, 5], [7, 4], [7, 5], [8, 5]] as const), // prettier-ignore
];

/** Volumes are as noisy as e: that of a bar after a split lies so near to what its ratio asks for. */
const VOLUME_NOISE = 1;

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
  return { ...opening, isUsual: isUsual(series, opening, jump) === true };
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
  return { at: dayOf(bar) * DAY_MS, before, bar, jump, place, isUsual: true, wentBack: false };
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
 * no more than prices do.
 */
export function speaksFor(bars: Series, opening: Place & Pick<JumpedOpening, 'jump'>, split: Split): boolean {
  const left = opening.jump - Math.log(priceFactor([split]));
  return Math.abs(left) <= Math.log1p(AGREES) || isUsual(bars, opening, left) === true;
}

/** How far (ln) an opening is from where a split would have put it. */
const distanceFrom = ({ jump }: JumpedOpening, split: Split): number =>
  Math.abs(jump - Math.log(priceFactor([split])));

/**
 * The split that price and volume speak of, where the price has moved as it never does: a usual ratio within 3 %, and a
 * volume that has grown as the count of shares.
 *
 * Edge    undefined where there is no such ratio, or the volumes do not follow; of several the nearest. Volumes are
 *         compared with those of the bars before, and of the first bars of the sessions before.
 */
export function splitSeen(opening: JumpedOpening, { bars }: Pick<CleanBars, 'bars'>): Split | undefined {
  return splitsNear(opening).find((split) => followsVolume(split, bars, opening.place));
}

/**
 * The usual ratios within 3 % of a price that has moved as it never does, the nearest first.
 *
 * Edge    none of a move that prices make by themselves, nor of one that has gone back.
 */
export function splitsNear(opening: JumpedOpening): readonly Split[] {
  const { at, jump } = opening;
  if (opening.isUsual || opening.wentBack) return [];
  const splits = RATIOS.map(([many, few]): Split =>
    jump < 0 ? { at, numerator: many, denominator: few } : { at, numerator: few, denominator: many },
  );
  return splits
    .filter((split) => distanceFrom(opening, split) <= Math.log1p(AGREES))
    .sort((one, other) => distanceFrom(opening, one) - distanceFrom(opening, other));
}

function followsVolume(split: Split, bars: readonly Bar[], place: number): boolean {
  const { volume } = bars[place]!;
  const earlier = bars.slice(Math.max(0, place - SIGMA_RETURNS), place);
  const openings = bars.filter((_, at) => at < place && isFirst(bars, at));
  const usual = [medianVolume(earlier), medianVolume(openings), bars[place - 1]!.volume];
  const grown = Math.log(1 / priceFactor([split]));
  return usual.some(
    (one) => one > 0 && volume > 0 && Math.abs(Math.log(volume / one) - grown) <= VOLUME_NOISE,
  );
}

const medianVolume = (bars: readonly Bar[]): number =>
  medianOf(Float64Array.from(bars, ({ volume }) => volume));

/** Whether a bar is the first of its session, by the clocks of that day: the volume of openings is another than of what follows. */
const isFirst = (bars: readonly Bar[], at: number): boolean =>
  at === 0 || dayOf(bars[at - 1]!) !== dayOf(bars[at]!);
