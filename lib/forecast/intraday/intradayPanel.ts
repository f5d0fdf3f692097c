import type { CleanBars } from '../../market/bar';
import { type IntradayMember, intradayPooled } from '../../models/intraday/intradayPooled';
import { varianceIn } from '../../models/logVarianceHead';
import type { Contender } from '../backtest/backtest';
import { readingsOver } from '../walkForward';
import type { CaseTable } from './caseTable';

/** `har` of one series of a panel: what the pooled model reads of it, and where its cases stand. */
export type PanelPart = { readonly bars: CleanBars; readonly table: CaseTable; readonly har: Contender };

/**
 * `har-pooled` of every series of an intraday panel, which learns from all of them: one a series, in their order. It reads
 * what `har` does, and the mean of the same over all series of the panel that have a case at the same close.
 */
export function intradayPanel(
  parts: readonly PanelPart[],
  ofMarket: (feature: string) => boolean,
): readonly Contender[] {
  const closes = parts.map(({ bars, table }) => closesOf(bars, table.bar));
  const ofAll = parts[0]?.har.examples.features.filter(ofMarket) ?? [];
  const markets = ofAll.map((name) => meansByClose(parts, closes, name));
  const members = parts.map(({ bars, table, har }, place): IntradayMember => {
    const market = markets.map((means) => Float64Array.from(closes[place]!, (at) => means.get(at) ?? 0));
    const { examples } = har;
    return {
      endedAt: closesOf(bars, table.endBar),
      examples: {
        ...examples,
        features: [...examples.features, ...ofAll.map((name) => `market ${name}`)],
        columns: [...examples.columns, ...market],
      },
    };
  });
  const learners = intradayPooled(members, sessionEnds(parts));
  return members.map(({ examples }, place) => ({
    name: 'har-pooled',
    examples,
    fewestRows: parts[place]!.har.fewestRows,
    walk: (blocks) =>
      readingsOver(examples, blocks, (through) => {
        const fit = learners[place]!(through);
        return (row) => varianceIn(fit, row);
      }),
  }));
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
