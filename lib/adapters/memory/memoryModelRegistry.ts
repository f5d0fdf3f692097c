import type { ModelCard } from '../../models/modelCard';
import type { ModelDirectory, ModelPointer } from '../../ports/ModelDirectory';
import type { ModelRegistry, ModelSlot, Roles } from '../../ports/ModelRegistry';
import { copyOf } from './copyOf';

const slotName = (slot: ModelSlot): string =>
  `${slot.owner}#${slot.series}#${slot.interval}#${slot.horizonBars}bars`;

type Condemnable = { readonly condemnedBy?: string | undefined };
type Kept = Condemnable & { readonly card: ModelCard };
type Pointer = Condemnable & ModelPointer;

/** Marks an entry that is there; false when there is none. */
function mark<Entry extends Condemnable>(
  entries: Map<string, Entry>,
  name: string,
  condemnedBy: string | undefined,
): boolean {
  const entry = entries.get(name);
  if (entry === undefined) return false;
  entries.set(name, { ...entry, condemnedBy });
  return true;
}

/** Deletes an entry that the token condemned; false when another one is there. */
function take<Entry extends Condemnable>(entries: Map<string, Entry>, name: string, token: string): boolean {
  const entry = entries.get(name);
  if (entry !== undefined && entry.condemnedBy !== token) return false;
  entries.delete(name);
  return true;
}

/** The model registry in memory. */
export function memoryModelRegistry(): ModelRegistry & ModelDirectory {
  const rolesBySlot = new Map<string, Roles>();
  const cards = new Map<string, Kept>();
  const pointers = new Map<string, Pointer>();
  const cardName = (slot: ModelSlot, id: string): string => `${slotName(slot)}#${id}`;
  const pointerName = (owner: string, id: string): string => `${owner}#${id}`;
  return {
    async roles(slot) {
      return rolesBySlot.get(slotName(slot));
    },
    async setRoles(slot, roles, expectedVersion) {
      if ((rolesBySlot.get(slotName(slot))?.version ?? 0) !== expectedVersion) return false;
      rolesBySlot.set(slotName(slot), copyOf(roles));
      return true;
    },
    async putCard(slot, card) {
      cards.set(cardName(slot, card.id), { card: copyOf(card) });
      pointers.set(pointerName(slot.owner, card.id), { id: card.id, slot: copyOf(slot) });
    },
    async card(slot, modelId) {
      return cards.get(cardName(slot, modelId))?.card;
    },
    async slotOf(owner, modelId) {
      return pointers.get(pointerName(owner, modelId))?.slot;
    },
    async list({ owner, series, interval, limit, after }) {
      const found = [...pointers.values()]
        .filter(({ slot }) => slot.owner === owner)
        .filter(({ slot }) => series === undefined || slot.series === series)
        .filter(({ slot }) => interval === undefined || slot.interval === interval)
        .filter(({ id }) => after === undefined || id > after)
        .sort((left, right) => (left.id < right.id ? -1 : 1));
      const items = found.slice(0, limit).map(({ id, slot }) => ({ id, slot }));
      return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
    },
    async condemn(slot, modelId, token) {
      mark(pointers, pointerName(slot.owner, modelId), token);
      mark(cards, cardName(slot, modelId), token);
    },
    async keep(slot, modelId) {
      return mark(cards, cardName(slot, modelId), undefined);
    },
    async remove(slot, modelId, token) {
      if (!take(cards, cardName(slot, modelId), token)) return false;
      take(pointers, pointerName(slot.owner, modelId), token);
      return true;
    },
  };
}
