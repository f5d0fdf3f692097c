import type { Reprojection, Reprojections } from '../../lib/ports/Reprojections';
import { unique } from '../support/unique';

const noteOf = (change: Partial<Reprojection> = {}): Reprojection => ({
  tenant: unique('tenant'),
  ruleId: unique('rule'),
  keys: [
    { series: 'AAPL', interval: '1d' },
    { series: 'local/^GSPC', interval: '5min' },
  ],
  notedAt: 100,
  ...change,
});

export function reprojectionLaws(make: () => Reprojections): void {
  const own = async (reprojections: Reprojections, note: Reprojection, before: number) => {
    const stale = (await reprojections.stale(before, 1_000)).filter(({ ruleId }) => ruleId === note.ruleId);
    return Promise.all(stale.map(({ tenant, ruleId }) => reprojections.find(tenant, ruleId)));
  };

  describe('reprojections', () => {
    it('are stale once they were noted before', async () => {
      const reprojections = make();
      const note = noteOf();
      await reprojections.note(note);
      expect(await own(reprojections, note, 100)).toEqual([]);
      expect(await own(reprojections, note, 101)).toEqual([note]);
    });

    it('are gone once cleared, and cleared again without complaint', async () => {
      const reprojections = make();
      const note = noteOf();
      await reprojections.note(note);
      await reprojections.clear(note);
      await reprojections.clear(note);
      expect(await own(reprojections, note, 1_000)).toEqual([]);
    });

    it('stay when they were renewed meanwhile', async () => {
      const reprojections = make();
      const note = noteOf();
      await reprojections.note({ ...note, notedAt: 200 });
      await reprojections.clear(note);
      expect(await own(reprojections, note, 1_000)).toHaveLength(1);
    });

    it('name the series of an older note too, for its projection may have been cut short', async () => {
      const reprojections = make();
      const note = noteOf();
      await reprojections.note(note);
      const later: Reprojection = { ...note, keys: [{ series: 'MSFT', interval: '1d' }], notedAt: 200 };
      const noted = await reprojections.note(later);
      const keys = [
        { series: 'AAPL', interval: '1d' },
        { series: 'MSFT', interval: '1d' },
        { series: 'local/^GSPC', interval: '5min' },
      ];
      expect(await own(reprojections, note, 1_000)).toEqual([{ ...note, keys, notedAt: 200 }]);
      expect(noted).toEqual({ ...note, keys, notedAt: 200 });
    });

    it('are as old as the first note since they were cleared, however often they are renewed', async () => {
      const reprojections = make();
      const note = noteOf();
      await reprojections.note(note);
      await reprojections.note({ ...note, notedAt: 200 });
      expect(await own(reprojections, note, 101)).toMatchObject([{ notedAt: 200 }]);
      await reprojections.clear({ ...note, notedAt: 200 });
      await reprojections.note({ ...note, notedAt: 300 });
      expect(await own(reprojections, note, 300)).toEqual([]);
    });

    it('come with tenants in turn, and the oldest of each first', async () => {
      const reprojections = make();
      const [many, few] = [unique('tenant'), unique('tenant')];
      const notes = [
        [many, 40],
        [many, 30],
        [few, 60],
        [many, 20],
        [few, 50],
      ] as const;
      for (const [tenant, notedAt] of notes) await reprojections.note(noteOf({ tenant, notedAt }));
      const stale = await reprojections.stale(100, 1_000);
      const told = stale.filter(({ tenant }) => tenant === many || tenant === few);
      const found = await Promise.all(told.map(({ tenant, ruleId }) => reprojections.find(tenant, ruleId)));
      expect(found.map((note) => note?.notedAt)).toEqual([20, 50, 30, 60, 40]);
    });

    it('that are full take no more of what can wait, and of what cannot all the same', async () => {
      const reprojections = make();
      const note = noteOf();
      const named = (edit: number) =>
        Array.from({ length: 500 }, (_, place) => ({ series: `S${edit}.${place}`, interval: '1d' as const }));
      for (let edit = 1; edit <= 2; edit += 1)
        expect((await reprojections.noteUnlessFull({ ...note, keys: named(edit) }))?.keys).toHaveLength(
          edit * 500,
        );
      expect(await reprojections.noteUnlessFull({ ...note, notedAt: 200 })).toBeUndefined();
      expect(await reprojections.find(note.tenant, note.ruleId)).toMatchObject({ notedAt: 100 });
      await reprojections.note({ ...note, notedAt: 300 });
      const { keys, notedAt } = (await reprojections.find(note.tenant, note.ruleId))!;
      expect([keys.length, notedAt]).toEqual([1_002, 300]);
      await reprojections.clear({ ...note, notedAt: 300 });
      expect(await reprojections.find(note.tenant, note.ruleId)).toBeUndefined();
      expect(await reprojections.noteUnlessFull(note)).toEqual(note);
    });

    it('may name no series', async () => {
      const reprojections = make();
      const note = noteOf({ keys: [] });
      await reprojections.note(note);
      expect(await own(reprojections, note, 1_000)).toEqual([note]);
    });

    it('are told no more of than asked', async () => {
      const reprojections = make();
      await reprojections.note(noteOf());
      await reprojections.note(noteOf());
      expect(await reprojections.stale(1_000, 1)).toHaveLength(1);
    });
  });
}
