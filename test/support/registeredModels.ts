import { createHash } from 'node:crypto';
import { promoteModel } from '../../lib/app/promoteModel';
import { trainForecaster } from '../../lib/forecast/trainForecaster';
import { sessionOn } from '../../lib/market/calendar/sessionOn';
import { cleanBars } from '../../lib/market/cleanBars';
import { artifactText } from '../../lib/models/artifact';
import type { ModelCard } from '../../lib/models/modelCard';
import type { ModelSlot } from '../../lib/ports/ModelRegistry';
import { WALL_START, walkBars, world } from './world';

export const SYMBOL = 'DEMO.A';
export const SLOT: ModelSlot = { owner: 'shared', series: SYMBOL, interval: '1d', horizonBars: 1 };

const BARS = walkBars('2022-06-01', '2024-03-01', 11);

/** A trained model of the slot and its card under an id of our choice; it has learned from the bars up to a date. */
function trainedThrough(date: string, id: string): { card: ModelCard; text: string } {
  const knownAt = sessionOn(date)!.closeAt;
  const bars = BARS.filter((bar) => bar.startAt < knownAt);
  const { clean } = cleanBars({ symbol: SYMBOL, interval: '1d', source: 'memory', bars, knownAt });
  const { artifact, evaluation } = trainForecaster(clean, { kind: 'naive', horizonBars: 1, seed: 1 });
  const text = artifactText(artifact);
  const card: ModelCard = {
    id,
    kind: artifact.kind,
    symbol: SYMBOL,
    interval: '1d',
    horizonBars: 1,
    trainedAt: WALL_START,
    trainedThrough: artifact.trainedThrough,
    artifactKey: `models/shared/${id}.json`,
    artifactSha256: createHash('sha256').update(text).digest('hex'),
    features: artifact.features,
    evaluation,
  };
  return { card, text };
}

const MADE = ['2024-01-04', '2024-01-05', '2024-01-08', '2024-01-09'].map((date, place) =>
  trainedThrough(date, `m${place + 1}`),
);

/** An installation with models `m1` to `m4`, each of a day more; those named were promoted in this order. */
export async function registeredModels(...promoted: readonly string[]) {
  const at = world({ bars: { [SYMBOL]: BARS }, marketNow: sessionOn('2024-01-09')!.closeAt });
  for (const { card, text } of MADE) {
    await at.stores.models.put(card.artifactKey, text);
    await at.stores.registry.putCard(SLOT, card);
  }
  const cardOf = (id: string) => MADE.find(({ card }) => card.id === id)!.card;
  for (const id of promoted) await promoteModel(at.deps, SLOT, cardOf(id));
  const roles = async () => {
    const { champion, previous } = (await at.stores.registry.roles(SLOT)) ?? {};
    return { champion, previous };
  };
  const damage = (id: string) => at.stores.models.put(cardOf(id).artifactKey, '{"cut":');
  return { ...at, registry: at.stores.registry, cardOf, roles, damage };
}
