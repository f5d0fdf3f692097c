import type { ModelCard } from '../../models/modelCard';
import type { ModelRegistry, ModelSlot, Roles } from '../../ports/ModelRegistry';
import { copyOf } from './copyOf';

const slotName = (slot: ModelSlot): string =>
  `${slot.owner}#${slot.series}#${slot.interval}#${slot.horizonBars}bars`;

/** The model registry in memory. */
export function memoryModelRegistry(): ModelRegistry {
  const rolesBySlot = new Map<string, Roles>();
  const cards = new Map<string, ModelCard>();
  return {
    async roles(slot) {
      const roles = rolesBySlot.get(slotName(slot));
      return roles && copyOf(roles);
    },
    async setRoles(slot, roles, expectedVersion) {
      if ((rolesBySlot.get(slotName(slot))?.version ?? 0) !== expectedVersion) return false;
      rolesBySlot.set(slotName(slot), copyOf(roles));
      return true;
    },
    async putCard(slot, card) {
      cards.set(`${slotName(slot)}#${card.id}`, copyOf(card));
    },
    async card(slot, modelId) {
      const card = cards.get(`${slotName(slot)}#${modelId}`);
      return card && copyOf(card);
    },
  };
}
