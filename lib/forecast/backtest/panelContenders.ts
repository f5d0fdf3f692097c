import { featureMatrix } from '../../features/featureMatrix';
import type { CleanBars } from '../../market/bar';
import { varianceIn } from '../../models/logVarianceHead';
import { harPooled } from '../../models/panel/harPooled';
import { OWN_FEATURES, panelMembers } from '../../models/panel/panelMember';
import { readingsOver } from '../walkForward';
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
    walk: (blocks) =>
      readingsOver(member.examples, blocks, (through) => {
        const fit = learners[place]!(through);
        return (row) => varianceIn(fit, row);
      }),
  }));
}
