import { type Happened, type Issued, issued, LEVELS } from '../backtest/issued';

/** The cases of one series of a panel: σ that was told of them, and what happened. */
export type PanelCases = {
  readonly sigma: Float64Array;
  readonly happened: Omit<Happened, 'ended'>;
  /** When (epoch ms) each case was issued, and when its outcome had ended. */
  readonly asOf: Float64Array;
  readonly endedAt: Float64Array;
};

type Place = { readonly at: number; readonly from: number; readonly row: number };

/**
 * What is told of each case of a panel by the errors of all its series: where each has too few of its own.
 *
 * Shape   one a series, in their order.
 * Edge    errors are known in the order their cases were issued in: one that has not ended holds back all after it.
 * Source  as `issued`; each error is in units of its own σ, so that they may be put together.
 */
export function issuedTogether(series: readonly PanelCases[]): readonly Issued[] {
  const order = series
    .flatMap(({ asOf }, from) => Array.from(asOf, (at, row): Place => ({ at, from, row })))
    .sort((a, b) => a.at - b.at || a.from - b.from);
  const together = (read: (cases: PanelCases, row: number) => number) =>
    Float64Array.from(order, ({ from, row }) => read(series[from]!, row));
  const all = issued(
    { sigma: together(({ sigma }, row) => sigma[row]!) },
    {
      horizonReturn: together(({ happened }, row) => happened.horizonReturn[row]!),
      upward: together(({ happened }, row) => happened.upward[row]!),
      downward: together(({ happened }, row) => happened.downward[row]!),
      longSigma: together(({ happened }, row) => happened.longSigma[row]!),
      blockStart: blockStarts(together(({ asOf, happened }, row) => asOf[happened.blockStart[row]!]!)),
      ended: endedOf(
        order,
        together(({ endedAt }, row) => endedAt[row]!),
      ),
    },
  );
  return series.map(({ asOf }, from) => partOf(all, order, { from, count: asOf.length }));
}

/** Blocks of a panel are those that begin at one time. */
function blockStarts(begins: Float64Array): Int32Array {
  const first = new Map<number, number>();
  return Int32Array.from(begins, (at, place) => {
    if (!first.has(at)) first.set(at, place);
    return first.get(at)!;
  });
}

function endedOf(order: readonly Place[], endedAt: Float64Array): Int32Array {
  let ended = 0;
  return Int32Array.from(order, ({ at }) => {
    while (ended < endedAt.length && endedAt[ended]! <= at) ended += 1;
    return ended;
  });
}

function partOf(
  all: Issued,
  order: readonly Place[],
  { from, count }: { readonly from: number; readonly count: number },
): Issued {
  const places = new Int32Array(count);
  order.forEach((each, place) => {
    if (each.from === from) places[each.row] = place;
  });
  const at = (column: Float64Array) => Float64Array.from(places, (place) => column[place]!);
  const touch = Float64Array.from({ length: count * LEVELS }, (_, i) => {
    const row = Math.floor(i / LEVELS);
    return all.touch[places[row]! * LEVELS + (i - row * LEVELS)]!;
  });
  return {
    low50: at(all.low50),
    high50: at(all.high50),
    low90: at(all.low90),
    high90: at(all.high90),
    touch,
    afterwards: all.afterwards,
  };
}

/** What was told of so many of the last cases. */
export function lastOf({ low50, high50, low90, high90, touch, afterwards }: Issued, cases: number): Issued {
  const last = (column: Float64Array, each = 1) => column.slice(column.length - cases * each);
  return {
    low50: last(low50),
    high50: last(high50),
    low90: last(low90),
    high90: last(high90),
    touch: last(touch, LEVELS),
    afterwards,
  };
}
