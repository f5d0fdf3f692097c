import { featureMatrix } from '../../features/featureMatrix';
import type { CleanBars } from '../../market/bar';
import { varianceIn } from '../../models/logVarianceHead';
import { harPooled, type PanelLearner } from '../../models/panel/harPooled';
import { OWN_FEATURES, type PanelMember, panelMembers } from '../../models/panel/panelMember';
import type { Block, Readings } from '../walkForward';
import type { Contender } from './backtest';

const FEWEST_ROWS = 126;

/** `har-pooled` of every series of a panel, which learns from all of them: one a series, in their order. */
export function panelContenders(panel: readonly CleanBars[], horizonBars: number): readonly Contender[] {
  const series = panel.map((bars) => ({
    symbol: bars.symbol,
    closedAt: Float64Array.from(bars.bars, ({ closedAt }) => closedAt),
    matrix: featureMatrix(bars, OWN_FEATURES, horizonBars),
  }));
  const members = panelMembers(series, horizonBars);
  const learners = harPooled(members);
  return members.map((member, place) => ({
    name: 'har-pooled',
    examples: member.examples,
    fewestRows: FEWEST_ROWS,
    walk: (blocks) => readingsOf(member, learners[place]!, blocks),
  }));
}

function readingsOf({ examples }: PanelMember, learn: PanelLearner, blocks: readonly Block[]): Readings {
  const readings = blocks.flatMap(({ through, from, to }) => {
    const fit = learn(through);
    return Array.from({ length: to - from + 1 }, (_, i) =>
      varianceIn(
        fit,
        Float64Array.from(examples.columns, (column) => column[from + i]!),
      ),
    );
  });
  return {
    variance: Float64Array.from(readings, ({ variance }) => variance),
    logVariance: Float64Array.from(readings, ({ logVariance }) => logVariance),
  };
}
