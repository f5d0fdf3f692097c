import type { ModelView } from '../../app/models';
import { instant } from './instant';

/** A model as the contract shows it, its horizon in the words in which it is asked for. */
export const modelView = ({ card, role }: ModelView) => ({
  id: card.id,
  kind: card.kind,
  symbol: card.symbol,
  interval: card.interval,
  horizon: card.interval === '1d' ? `${card.horizonBars}d` : `${card.horizonBars}bars`,
  trainedAt: instant(card.trainedAt),
  trainedThrough: instant(card.trainedThrough),
  features: card.features,
  role,
  evaluation: card.evaluation,
});
