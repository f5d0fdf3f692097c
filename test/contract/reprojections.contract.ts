import type { Note, OwnNote, Reach, Reprojections, Subject, Writer } from '../../lib/ports/Reprojections';
import { unique } from '../support/unique';

const REACH: Reach = { symbols: ['AAPL', '^GSPC'], intervals: ['1d', '5min'] };
const by = (since: number): Writer => ({ name: unique('writer'), since });
const NOTHING: Reach = { symbols: [], intervals: [] };

const someRule = (tenant = unique('tenant')): Subject => ({ tenant, kind: 'rule', id: unique('rule') });
const named = (edit: number): Reach => ({
  symbols: Array.from({ length: 250 }, (_, place) => `S${edit}.${place}`),
  intervals: ['1d'],
});

/** A note as it stands, whoever asks. */
const standing = ({ own: _, ...note }: OwnNote): Note => note;
const writersOf = (note: Note | undefined) => new Set(note?.writers.map(({ name }) => name));

export function reprojectionLaws(make: () => Reprojections): void {
  const isStale = async (reprojections: Reprojections, { tenant, kind, id }: Subject, before: number) => {
    const told = (await reprojections.stale(before, 1_000)).filter((one) => one.id === id);
    expect(told).toEqual(told.length === 0 ? [] : [{ tenant, kind, id }]);
    return told.length === 1;
  };

  describe('reprojections', () => {
    it.each(['rule', 'watchlist', 'import'] as const)(
      'of a %s are stale once they were noted before',
      async (kind) => {
        const reprojections = make();
        const subject = { ...someRule(), kind };
        const note = await reprojections.note(subject, REACH, by(100));
        expect(standing(note)).toEqual({ ...subject, ...REACH, writers: [note.own] });
        expect(note.own.since).toBe(100);
        expect(await isStale(reprojections, subject, 100)).toBe(false);
        expect(await isStale(reprojections, subject, 101)).toBe(true);
        expect(await reprojections.find(subject)).toEqual(standing(note));
      },
    );

    it('are gone once their writer is cleared, and cleared again without complaint', async () => {
      const reprojections = make();
      const note = await reprojections.note(someRule(), REACH, by(100));
      for (let time = 0; time < 2; time += 1) {
        await reprojections.clear(note, [note.own]);
        expect(await reprojections.find(note)).toBeUndefined();
        expect(await isStale(reprojections, note, 1_000)).toBe(false);
      }
    });

    it('stay as long as one of their writers does, be they of the same instant', async () => {
      const reprojections = make();
      const rule = someRule();
      const first = await reprojections.note(rule, REACH, by(100));
      const second = await reprojections.note(rule, NOTHING, by(100));
      const third = await reprojections.note(rule, NOTHING, by(200));
      // As two attempts at one request may be.
      const fourth = await reprojections.note(rule, NOTHING, { ...third.own, since: 201 });
      await reprojections.clear(rule, [fourth.own]);
      expect(writersOf(third)).toEqual(new Set([first.own.name, second.own.name, third.own.name]));
      await reprojections.clear(rule, [second.own]);
      expect(writersOf(await reprojections.find(rule))).toEqual(new Set([first.own.name, third.own.name]));
      await reprojections.clear(rule, [second.own, third.own]);
      const left = { ...rule, ...REACH, writers: [first.own] };
      expect(await reprojections.find(rule)).toEqual(left);
      await reprojections.clear(rule, []);
      await reprojections.clear(rule, [second.own]);
      expect(await reprojections.find(rule)).toEqual(left);
      await reprojections.clear(rule, [first.own, third.own]);
      expect(await reprojections.find(rule)).toBeUndefined();
      expect(await isStale(reprojections, rule, 1_000)).toBe(false);
    });

    it('name what was noted before too, for its projection may have been cut short', async () => {
      const reprojections = make();
      const first = await reprojections.note(someRule(), REACH, by(100));
      const second = await reprojections.note(first, { symbols: ['MSFT'], intervals: ['1h'] }, by(200));
      const reach = { symbols: ['AAPL', 'MSFT', '^GSPC'], intervals: ['1d', '1h', '5min'] };
      expect(second).toMatchObject(reach);
      await reprojections.clear(first, [first.own]);
      expect(await reprojections.find(first)).toMatchObject({ ...reach, writers: [second.own] });
    });

    it('are extended for a writer that they have, and tell what others have added meanwhile', async () => {
      const reprojections = make();
      const first = await reprojections.note(someRule(), NOTHING, by(100));
      const second = await reprojections.note(first, { symbols: ['MSFT'], intervals: ['1h'] }, by(200));
      const extended = await reprojections.note(first, { symbols: ['AAPL'], intervals: ['1d'] }, first.own);
      expect(extended).toMatchObject({
        symbols: ['AAPL', 'MSFT'],
        intervals: ['1d', '1h'],
        own: first.own,
      });
      expect(writersOf(extended)).toEqual(new Set([first.own.name, second.own.name]));
      expect(extended.writers).toHaveLength(2);
      expect(standing(await reprojections.note(extended, NOTHING, first.own))).toEqual(standing(extended));
      await reprojections.clear(first, [first.own, second.own]);
      expect(await reprojections.find(first)).toBeUndefined();
    });

    it('are as old as the first note since there was none, however often they are renewed', async () => {
      const reprojections = make();
      const first = await reprojections.note(someRule(), REACH, by(100));
      const second = await reprojections.note(first, REACH, by(200));
      expect(await isStale(reprojections, first, 101)).toBe(true);
      await reprojections.clear(first, [first.own]);
      expect(await isStale(reprojections, first, 101)).toBe(true);
      await reprojections.clear(first, [second.own]);
      await reprojections.note(first, REACH, by(300));
      expect(await isStale(reprojections, first, 300)).toBe(false);
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
      for (const [tenant, notedAt] of notes) await reprojections.note(someRule(tenant), REACH, by(notedAt));
      const stale = await reprojections.stale(100, 1_000);
      const told = stale.filter(({ tenant }) => tenant === many || tenant === few);
      const found = await Promise.all(told.map((subject) => reprojections.find(subject)));
      expect(found.map((note) => note?.writers[0]?.since)).toEqual([20, 50, 30, 60, 40]);
    });

    it('that are full take no more of what can wait, and of what cannot all the same', async () => {
      const reprojections = make();
      const rule = someRule();
      for (let edit = 1; edit <= 2; edit += 1) {
        const note = await reprojections.noteUnlessFull(rule, named(edit), by(100));
        expect(note?.symbols).toHaveLength(edit * 250);
      }
      const full = await reprojections.find(rule);
      expect(await reprojections.noteUnlessFull(rule, named(3), by(200))).toBeUndefined();
      expect(await reprojections.find(rule)).toEqual(full);
      const noted = await reprojections.note(rule, REACH, by(300));
      expect([noted.symbols.length, noted.writers.length]).toEqual([502, 3]);
      await reprojections.clear(rule, noted.writers);
      expect(await reprojections.find(rule)).toBeUndefined();
      const fresh = await reprojections.noteUnlessFull(rule, REACH, by(400));
      expect(fresh).toMatchObject({ ...REACH, writers: [fresh?.own] });
    });

    it('that have many writers take no more of what can wait', async () => {
      const reprojections = make();
      const rule = someRule();
      for (let writer = 0; writer < 500; writer += 1) await reprojections.note(rule, NOTHING, by(writer));
      expect(await reprojections.noteUnlessFull(rule, REACH, by(600))).toBeUndefined();
      const { writers } = await reprojections.note(rule, NOTHING, by(700));
      expect(writers).toHaveLength(501);
      await reprojections.clear(rule, writers.slice(0, 2));
      expect((await reprojections.noteUnlessFull(rule, REACH, by(800)))?.writers).toHaveLength(500);
    });

    it('may name no symbols', async () => {
      const reprojections = make();
      const note = await reprojections.note(someRule(), NOTHING, by(100));
      expect(note).toMatchObject(NOTHING);
      expect(await isStale(reprojections, note, 101)).toBe(true);
      expect(await reprojections.find(note)).toEqual(standing(note));
    });

    it('are of one subject each', async () => {
      const reprojections = make();
      const tenant = unique('tenant');
      const [one, other] = [someRule(tenant), someRule(tenant)];
      const note = await reprojections.note(one, REACH, by(100));
      expect(await reprojections.find(other)).toBeUndefined();
      expect(await reprojections.find({ ...one, tenant: unique('tenant') })).toBeUndefined();
      await reprojections.clear(other, [note.own]);
      expect(await reprojections.find(one)).toEqual(standing(note));
    });

    it('are told no more of than asked', async () => {
      const reprojections = make();
      await reprojections.note(someRule(), REACH, by(100));
      await reprojections.note(someRule(), REACH, by(100));
      expect(await reprojections.stale(1_000, 1)).toHaveLength(1);
    });
  });
}
