import { listModels, readModel } from '../../../lib/app/models';
import { registeredModels, SLOT } from '../../support/registeredModels';

type Listing = Partial<Parameters<typeof listModels>[1]>;

/** Models `m1` to `m4` of one slot, of which `m3` and `m2` serve, and `h1` of an hourly one. */
async function installed() {
  const at = await registeredModels('m2', 'm3');
  const hourly = { ...SLOT, interval: '1h' };
  await at.registry.putCard(hourly, { ...at.cardOf('m1'), id: 'h1', interval: '1h' });
  await at.registry.setRoles(hourly, { champion: 'h1', version: 1 }, 0);
  await at.registry.putCard({ ...SLOT, owner: 'local' }, { ...at.cardOf('m1'), id: 'own' });
  const list = async (listing: Listing = {}) => {
    const page = await listModels(at.deps, { limit: 20, ...listing });
    return { items: page.items.map(({ card, role }) => `${card.id} ${role}`), next: page.next };
  };
  return { ...at, list };
}

const ALL = ['h1 champion', 'm1 retired', 'm2 retired', 'm3 champion', 'm4 retired'];

describe('the models there are', () => {
  it('are listed by their ids, with what they are for', async () => {
    expect(await (await installed()).list()).toEqual({ items: ALL, next: undefined });
  });

  it.each<[string, Listing, readonly string[]]>([
    ['a symbol', { symbol: 'DEMO.A' }, ALL],
    ['another symbol', { symbol: 'DEMO.B' }, []],
    ['an interval', { interval: '1h' }, ['h1 champion']],
    ['a role', { role: 'champion' }, ['h1 champion', 'm3 champion']],
    ['no role any more', { role: 'retired' }, ['m1 retired', 'm2 retired', 'm4 retired']],
    ['a role that none has yet', { role: 'challenger' }, []],
    ['a role and an interval', { role: 'champion', interval: '1d' }, ['m3 champion']],
  ])('are listed by %s', async (_what, listing, items) => {
    expect(await (await installed()).list(listing)).toEqual({ items, next: undefined });
  });

  it.each([1, 2, 3, 5])('are listed in pages of %i without gap or repeat', async (limit) => {
    const { list } = await installed();
    const seen: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 9; pages += 1) {
      const page = await list({ limit, ...(after !== undefined && { after }) });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      seen.push(...page.items);
      after = page.next;
      if (after === undefined) break;
    }
    expect(seen).toEqual(ALL);
  });

  it('fill a page although many before them are of another role', async () => {
    const { list } = await installed();
    expect(await list({ role: 'retired', limit: 1 })).toEqual({ items: ['m1 retired'], next: 'm1' });
    expect(await list({ role: 'retired', limit: 1, after: 'm2' })).toEqual({
      items: ['m4 retired'],
      next: undefined,
    });
  });

  it('leave out one whose deletion died, on the page it would stand on', async () => {
    const at = await installed();
    const registry: typeof at.registry = {
      ...at.registry,
      card: async (slot, id) => (id === 'm1' ? undefined : at.registry.card(slot, id)),
    };
    const page = await listModels({ registry }, { limit: 2 });
    expect(page.items.map(({ card }) => card.id)).toEqual(['h1', 'm2']);
    expect(page.next).toBe('m2');
    await expect(readModel({ registry }, 'm1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('one model', () => {
  it('is read with its card and its role', async () => {
    const at = await installed();
    expect(await readModel(at.deps, 'm2')).toEqual({ card: at.cardOf('m2'), role: 'retired' });
  });

  it.each(['never-was', 'own'])('is not found as %s, of nobody or of somebody else', async (id) => {
    const at = await installed();
    await expect(readModel(at.deps, id)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: `GET /v1/models lists no model with the id "${id}".`,
    });
  });
});
