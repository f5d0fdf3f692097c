import type { MeasuredModel } from '../../app/readSkill';
import type { Evaluation } from '../../models/evaluation';
import { skillPlots } from '../../plots/skillPlots';
import { stackedPlots } from '../../plots/stackedPlots';

/** The card of a model as one drawing; without a trail, of what its record alone tells. */
export function modelDrawing({ card, trail }: MeasuredModel): string {
  const unit = card.interval === '1d' ? 'day' : `bar of ${card.interval}`;
  const ahead = card.horizonBars === 1 ? `1 ${unit}` : `${card.horizonBars} ${unit.replace(/^\w+/, '$&s')}`;
  const { touch } = card.evaluation as Partial<Evaluation>;
  const { reliability, coverage, volatility } = skillPlots({
    name: `${card.symbol}, ${ahead} ahead, ${card.kind}`,
    reliability: touch?.reliability ?? [],
    asOf: [],
    inside90: [],
    sigmaPct: [],
    baselineSigmaPct: [],
    realisedPct: [],
    ...trail,
  });
  return stackedPlots(trail ? [reliability, coverage, volatility] : [reliability]);
}
