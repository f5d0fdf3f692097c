import type { CleanBars } from '../../market/bar';
import { type IntradayMember, intradayPooled } from '../../models/intraday/intradayPooled';
import { varianceIn } from '../../models/logVarianceHead';
import type { Contender } from '../backtest/backtest';
import { type Block, type Readings, readingsOver } from '../walkForward';
import { happenedFrom } from './caseBacktest';
import { casePlan } from './casePlan';
import { issuedTogether, lastOf, type PanelCases } from './issuedTogether';
import type { CaseTable } from './caseTable';

/** `har` of one series of a panel: what the pooled model reads of it, and where its cases stand. */
export type PanelPart = { readonly bars: CleanBars; readonly table: CaseTable; readonly har: Contender };

export type PanelOptions = {
  /** Whether the mean of a feature over the panel is read beside it. */
  readonly isOfMarket: (feature: string) => boolean;
  /** Whether the errors of all series tell the intervals and touch chances of each: where a series has too few. */
  readonly sharesErrors: boolean;
};

/**
 * `har-pooled` of every series of an intraday panel, which learns from all of them: one a series, in their order. It reads
 * what `har` does, and the mean of the same over all series of the panel that have a case at the same close.
 */
export function intradayPanel(parts: readonly PanelPart[], options: PanelOptions): readonly Contender[] {
  const members = membersOf(parts, options);
  const learners = intradayPooled(members, sessionEnds(parts));
  const plans = parts.map(({ table, har }) => casePlan(table, har.examples.firstRow, har.fewestRows).blocks);
  // Learners only ever go on: all they are asked for is read once.
  const readings = members.map(({ examples }, place) =>
    readingsOver(examples, plans[place]!, (through) => {
      const fit = learners[place]!(through);
      return (row) => varianceIn(fit, row);
    }),
  );
  const together = options.sharesErrors ? issuedTogether(parts.map(casesOf(plans, readings))) : undefined;
  return members.map(({ examples }, place) => {
    const { variance, logVariance = variance } = readings[place]!;
    const before = (from: number) => from - (plans[place]![0]?.from ?? from);
    return {
      name: 'har-pooled',
      examples,
      fewestRows: parts[place]!.har.fewestRows,
      walk: ([first]) => {
        const from = before(first?.from ?? variance.length);
        return { variance: variance.slice(from), logVariance: logVariance.slice(from) };
      },
      ...(together && { issue: (cases) => lastOf(together[place]!, cases) }),
    };
  });
}

const casesOf =
  (plans: readonly (readonly Block[])[], readings: readonly Readings[]) =>
  ({ bars, table }: PanelPart, place: number): PanelCases => {
    const from = plans[place]![0]?.from ?? table.bar.length;
    const blockStart = blockStartsOf(plans[place]!);
    return {
      sigma: readings[place]!.variance.map(Math.sqrt),
      happened: happenedFrom(table, from, { blockStart }),
      asOf: closesOf(bars, table.bar.subarray(from)),
      endedAt: closesOf(bars, table.endBar.subarray(from)),
    };
  };

const blockStartsOf = (blocks: readonly Block[]): Int32Array =>
  Int32Array.from(
    blocks.flatMap(({ from, to }) => new Array<number>(to - from + 1).fill(from - blocks[0]!.from)),
  );

function membersOf(parts: readonly PanelPart[], { isOfMarket }: PanelOptions): readonly IntradayMember[] {
  const closes = parts.map(({ bars, table }) => closesOf(bars, table.bar));
  const ofAll = parts[0]?.har.examples.features.filter(isOfMarket) ?? [];
  const markets = ofAll.map((name) => meansByClose(parts, closes, name));
  return parts.map(({ bars, table, har: { examples } }, place) => {
    const market = markets.map((means) => Float64Array.from(closes[place]!, (at) => means.get(at) ?? 0));
    return {
      endedAt: closesOf(bars, table.endBar),
      examples: {
        ...examples,
        features: [...examples.features, ...ofAll.map((name) => `market ${name}`)],
        columns: [...examples.columns, ...market],
      },
    };
  });
}

const closesOf = ({ bars }: CleanBars, places: Int32Array): Float64Array =>
  Float64Array.from(places, (t) => bars[t]!.closedAt);

/** When the last outcome of each session of any series had ended. */
function sessionEnds(parts: readonly PanelPart[]): readonly number[] {
  const ends = parts.flatMap(({ bars, table: { endBar, session } }) =>
    Array.from(endBar).flatMap((t, row) =>
      session[row] === session[row + 1] ? [] : [bars.bars[t]!.closedAt],
    ),
  );
  return [...new Set(ends)].sort((a, b) => a - b);
}

function meansByClose(
  parts: readonly PanelPart[],
  closes: readonly Float64Array[],
  name: string,
): ReadonlyMap<number, number> {
  const sums = new Map<number, { readonly sum: number; readonly count: number }>();
  parts.forEach(({ har: { examples } }, place) => {
    const column = examples.columns[examples.features.indexOf(name)]!;
    closes[place]!.forEach((at, row) => {
      const known = sums.get(at) ?? { sum: 0, count: 0 };
      sums.set(at, { sum: known.sum + column[row]!, count: known.count + 1 });
    });
  });
  return new Map([...sums].map(([at, { sum, count }]) => [at, sum / count]));
}
