import { importedSeries } from '../market/series';
import type { ModelCard } from '../models/modelCard';
import type { ModelPage, ModelQuery } from '../ports/ModelDirectory';
import type { ModelSlot, Roles } from '../ports/ModelRegistry';
import { Problem } from '../problems';
import { quoted } from '../quoted';
import type { Deps } from './deps';
import { SHARED_OWNER } from './modelSlot';

/** What a model is for: who answers, who would like to, and who answers no more. */
export type ModelRole = 'champion' | 'challenger' | 'retired';

/** A model as its readers see it. */
export type ModelView = { readonly card: ModelCard; readonly role: ModelRole };

export type ModelListing = {
  /** Whose own models are listed beside those of all. */
  readonly tenant?: string;
  readonly symbol?: string;
  readonly interval?: string;
  readonly role?: ModelRole;
  readonly limit: number;
  /** Id of the last model of the page before. */
  readonly after?: string;
};

/** The part that a model plays under these roles. */
const roleOf = (modelId: string, roles: Roles | undefined): ModelRole =>
  roles?.champion === modelId ? 'champion' : 'retired';

/** Whose models a tenant sees: those of all, and those trained on bars that it has imported. */
const ownersFor = (tenant: string | undefined): readonly string[] =>
  tenant === undefined ? [SHARED_OWNER] : [SHARED_OWNER, tenant];

/** The slot of a model by its id. Throws NOT_FOUND, for another tenant's as well. */
export async function foundSlot(
  deps: Pick<Deps, 'registry'>,
  id: string,
  tenant?: string,
): Promise<ModelSlot> {
  for (const owner of ownersFor(tenant)) {
    const slot = await deps.registry.slotOf(owner, id);
    if (slot) return slot;
  }
  throw noModel(id);
}

/** There is no model of that id, or it was deleted. */
export const noModel = (id: string): Problem =>
  new Problem('NOT_FOUND', `GET /v1/models lists no model with the id ${quoted(id)}.`);

/** One model. Throws NOT_FOUND, also for one whose deletion was interrupted. */
export async function readModel(
  deps: Pick<Deps, 'registry'>,
  id: string,
  tenant?: string,
): Promise<ModelView> {
  const slot = await foundSlot(deps, id, tenant);
  const card = await deps.registry.card(slot, id);
  if (!card) throw noModel(id);
  return { card, role: roleOf(id, await deps.registry.roles(slot)) };
}

/**
 * A page of the models that serve every tenant and of the tenant's own, in the order of their ids: an id never moves, so that a page
 * neither repeats nor misses a model while others are trained. One whose deletion was interrupted is passed over.
 */
export async function listModels(
  deps: Pick<Deps, 'registry'>,
  { symbol, role, limit, ...listing }: ModelListing,
): Promise<{ items: readonly ModelView[]; next: string | undefined }> {
  const rolesOf = rememberedRoles(deps);
  const found: ModelView[] = [];
  let next = listing.after;
  do {
    const after = next === undefined ? {} : { after: next };
    const page = await pageOfOwners(deps, symbol, { ...listing, ...after, limit: limit + 1 });
    const views = await Promise.all(
      page.items.map(async ({ id, slot }): Promise<ModelView[]> => {
        const part = roleOf(id, await rolesOf(slot));
        const card = role === undefined || part === role ? await deps.registry.card(slot, id) : undefined;
        return card ? [{ card, role: part }] : [];
      }),
    );
    found.push(...views.flat());
    next = page.next;
  } while (next !== undefined && found.length <= limit);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? items.at(-1)?.card.id : undefined };
}

/** A page out of the lists of several owners, in the order of the ids: it ends where the first of theirs does. */
async function pageOfOwners(
  deps: Pick<Deps, 'registry'>,
  symbol: string | undefined,
  { tenant, ...query }: Omit<ModelQuery, 'owner' | 'series'> & Pick<ModelListing, 'tenant'>,
): Promise<ModelPage> {
  const pages = await Promise.all(
    ownersFor(tenant).map((owner) => {
      const series = owner === SHARED_OWNER || symbol === undefined ? symbol : importedSeries(owner, symbol);
      return deps.registry.list({ ...query, owner, ...(series !== undefined && { series }) });
    }),
  );
  const [next] = pages.flatMap((page) => (page.next === undefined ? [] : [page.next])).sort();
  const items = pages
    .flatMap((page) => page.items)
    .filter(({ id }) => next === undefined || id <= next)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { items, next };
}

/** Roles of a slot, asked for once. */
function rememberedRoles(deps: Pick<Deps, 'registry'>): (slot: ModelSlot) => Promise<Roles | undefined> {
  const asked = new Map<string, Promise<Roles | undefined>>();
  return (slot) => {
    const name = JSON.stringify([slot.series, slot.interval, slot.horizonBars]);
    const known = asked.get(name) ?? deps.registry.roles(slot);
    asked.set(name, known);
    return known;
  };
}
