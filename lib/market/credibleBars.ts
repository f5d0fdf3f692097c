import type { Bar, CleanBars, Withheld } from './bar';
import { closeVerdict } from './closeVerdict';
import { type DoubtedPrints, doubtedPrints } from './doubtedPrints';
import { isHalted } from './isHalted';
import { scaledBar } from './rebasedBars';
import { isImported } from './series';

/** Bars that are looked at beside those that are judged: what was long ago says what is usual. */
export const BARS_BESIDE = 64;

/** Bars of one series that may be judged on. Only `credibleBars` and `credibleUpTo` make them. */
export type CredibleBars = CleanBars & {
  /** Bars that are left out, by their start. */
  readonly withheld: ReadonlyMap<number, Withheld>;
  /** Bars among them whose open or wicks are doubted, by their start. */
  readonly prints: ReadonlyMap<number, DoubtedPrints>;
  /** The newest bar, where nothing tells yet whether its close is to be believed: it is left out until something does. */
  readonly pending: Bar | undefined;
};

/**
 * The quality layer: bars → those that may be judged on. A halt is left out, and so is a close that went back in the
 * bar after it; nothing is deleted, and each stays in the store as it was read.
 *
 * Shape   the first 61 bars are believed, for want of others to judge them by.
 * Edge    a bar's verdict depends on bars before it and, where it jumped, on the one after: so such a bar is
 *         `pending` while it is the newest. Bars that a tenant has imported are believed: it says what they are.
 */
export function credibleBars(clean: CleanBars): CredibleBars {
  const made = known.get(clean) ?? judged(clean);
  known.set(clean, made);
  return made;
}

/** Made once for as long as these very bars are held: who looks for splits in them and who judges them ask for the same. */
const known = new WeakMap<CleanBars, CredibleBars>();

function judged(clean: CleanBars): CredibleBars {
  const withheld = new Map<number, Withheld>();
  if (isImported(clean.symbol)) return { ...clean, withheld, prints: new Map(), pending: undefined };
  const { interval } = clean;
  const traded: Bar[] = [];
  for (const bar of clean.bars)
    if (isHalted(bar, traded)) withheld.set(bar.startAt, 'halted');
    else traded.push(bar);
  const bars: Bar[] = [];
  let pending: Bar | undefined;
  traded.forEach((bar, at) => {
    const before = bars.at(-1);
    const verdict = before ? closeVerdict({ interval, bars: traded, at, before }) : 'credible';
    if (verdict === 'credible') bars.push(bar);
    else withheld.set(bar.startAt, 'unconfirmed');
    if (verdict === 'unconfirmed') pending = bar;
  });
  return { ...clean, bars, withheld, prints: doubtedPrints(bars), pending };
}

/**
 * The same bars on another scale of prices, as `clean` has them: whether a bar is to be believed is no matter of scale.
 * `factor` is that of its prices over theirs.
 */
export function onScaleOf(credible: CredibleBars, clean: CleanBars, factor: number): CredibleBars {
  const believed = new Set(credible.bars.map(({ startAt }) => startAt));
  const prints = [...credible.prints].map(
    ([startAt, doubted]) => [startAt, { ...doubted, cut: scaledBar(doubted.cut, factor) }] as const,
  );
  const bars = clean.bars.filter(({ startAt }) => believed.has(startAt));
  return { ...credible, bars, prints: new Map(prints) };
}

/** As they are for those who must not judge what came since an instant (epoch ms): it is not confirmed. */
export function withheldSince(credible: CredibleBars, instant: number): CredibleBars {
  const since = credible.bars.filter(({ startAt }) => startAt >= instant);
  const unconfirmed = since.map(({ startAt }) => [startAt, 'unconfirmed'] as const);
  return {
    ...credible,
    bars: credible.bars.slice(0, credible.bars.length - since.length),
    withheld: new Map([...credible.withheld, ...unconfirmed]),
  };
}

/** As they were known at an instant (epoch ms), at most the newest `count`. */
export function credibleUpTo(
  credible: CredibleBars,
  { closedAt, count }: { readonly closedAt: number; readonly count: number },
): CredibleBars {
  const { bars } = credible;
  const later = bars.findIndex((bar) => bar.closedAt > closedAt);
  const end = later === -1 ? bars.length : later;
  return { ...credible, bars: bars.slice(Math.max(0, end - count), end), pending: undefined };
}
