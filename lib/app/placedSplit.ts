import type { Bar, CleanBars } from '../market/bar';
import { DAY_MS } from '../market/calendar/civilDate';
import { sessionFromDay } from '../market/calendar/neighbourSession';
import { type KnownSplit, priceFactor, type Split } from '../market/split';
import { agreesWith, isFar, type JumpedOpening, jumpedOpenings, speaksFor } from '../market/splitSignal';
import { believedOf } from './splitEvidence';

/** Whether two splits (00:00Z of their sessions) are of one session, or of two that follow on each other. */
function isBeside(one: { readonly at: number }, other: { readonly at: number }): boolean {
  const [earlier, later] = one.at < other.at ? [one, other] : [other, one];
  if (earlier.at === later.at) return true;
  const following = sessionFromDay(earlier.at / DAY_MS + 1);
  return following !== undefined && Math.floor(following.openAt / DAY_MS) * DAY_MS === later.at;
}

/** Whether a split that was announced may be one of an opening: of its session, of one beside, or of those in which nothing was traded. */
export const isAround = (said: Split, { at, before }: Pick<JumpedOpening, 'at' | 'before'>): boolean =>
  isBeside(said, { at }) || (said.at > before.startAt && said.at <= at);

/** Whether a split that was announced is one that is known by now, be it of a session beside. */
export const isAmong = (known: readonly KnownSplit[], said: Split): boolean =>
  known.some(
    (one) =>
      one.state === 'confirmed' &&
      (one.at === said.at || (isBeside(one, said) && priceFactor([one]) === priceFactor([said]))),
  );

/**
 * An announced split at the session in which prices speak for it: the one it was announced for, or the first since in which
 * something was traded, or else the one beside it that opened where the split puts it. Undefined where no price does.
 *
 * Edge    bars that are bad prints on the scale of the split have no say: the first after them speaks for a session that
 *         opened far away, or whose close before did.
 */
export function placedSplit(clean: CleanBars, said: Split, confirmed: readonly Split[]): Split | undefined {
  if (!isFar(said)) return undefined;
  const { believed } = believedOf(clean, confirmed);
  const openings = jumpedOpenings(believed, Number.NEGATIVE_INFINITY);
  const first = believed.bars.find(({ startAt }) => startAt >= said.at);
  const own = openings.find(({ bar, isMisplaced }) => bar === first && !isMisplaced);
  if (own && speaksFor(believed, own, said)) return { ...said, at: tradedSince(clean, said, own) };
  const around = nearest(openings, said);
  const beside = around.find((opening) => !opening.isMisplaced && agreesWith(opening, said));
  if (beside) return { ...said, at: beside.at };
  const isAway = own !== undefined || around.length > 0;
  return isAway && isSpokenForLater(clean, said, { confirmed, isOwn: own !== undefined }) ? said : undefined;
}

/** The session of an opening where nothing was traded from that of a split on, else that (00:00Z). */
function tradedSince({ bars }: CleanBars, said: Split, { at }: JumpedOpening): number {
  const isTraded = ({ startAt, volume }: Bar) => startAt >= said.at && startAt < at && volume > 0;
  return bars.some(isTraded) ? said.at : at;
}

const nearest = (openings: readonly JumpedOpening[], { at }: Split): readonly JumpedOpening[] =>
  openings
    .filter((opening) => isBeside(opening, { at }))
    .sort((one, other) => Math.abs(one.at - at) - Math.abs(other.at - at));

type Around = { readonly confirmed: readonly Split[]; readonly isOwn: boolean };

/** Whether the first bar that is believed on the scale of a split speaks for it: of its session, unless that opened far away. */
function isSpokenForLater(clean: CleanBars, said: Split, { confirmed, isOwn }: Around): boolean {
  const others = confirmed.filter(({ at }) => at !== said.at);
  const { believed } = believedOf(clean, [...others, said]);
  const place = believed.bars.findIndex(({ startAt }) => startAt >= said.at);
  const [before, bar] = [believed.bars[place - 1], believed.bars[place]];
  if (before === undefined || bar === undefined) return false;
  const isOfSession = bar.startAt < said.at + DAY_MS;
  if (!isOfSession && !isOwn) return false;
  // The first print of a session may be one of the last.
  return [bar.open, bar.close].some((price) => {
    const jump = Math.log(price / before.close) + Math.log(priceFactor([said]));
    return speaksFor(believed, { before, bar, place, jump }, said);
  });
}
