import type { Cursors } from '../../lib/ports/Cursors';
import { unique } from '../support/unique';

export function cursorLaws(make: () => Cursors): void {
  const fresh = () => ({ cursors: make(), series: unique('series') });

  describe('cursors', () => {
    it('are absent before the first bar', async () => {
      const { cursors, series } = fresh();
      expect(await cursors.read(series, '1d')).toBeUndefined();
    });

    it('advance from where they stand', async () => {
      const { cursors, series } = fresh();
      expect(await cursors.advance(series, '1d', undefined, 10)).toBe(true);
      expect(await cursors.advance(series, '1d', 10, 20)).toBe(true);
      expect(await cursors.read(series, '1d')).toBe(20);
    });

    it.each([
      { from: undefined, law: 'from nothing, when something stands there' },
      { from: 10, law: 'from where they stood before' },
      { from: 30, law: 'from where they never stood' },
    ])('do not advance $law', async ({ from }) => {
      const { cursors, series } = fresh();
      await cursors.advance(series, '1d', undefined, 10);
      await cursors.advance(series, '1d', 10, 20);
      expect(await cursors.advance(series, '1d', from, 40)).toBe(false);
      expect(await cursors.read(series, '1d')).toBe(20);
    });

    it('do not advance from a place where nothing stands', async () => {
      const { cursors, series } = fresh();
      expect(await cursors.advance(series, '1d', 10, 20)).toBe(false);
      expect(await cursors.read(series, '1d')).toBeUndefined();
    });

    it('are advanced by one of many', async () => {
      const { cursors, series } = fresh();
      const moved = await Promise.all(
        [1, 2, 3, 4, 5].map((to) => cursors.advance(series, '1d', undefined, to)),
      );
      expect(moved.filter(Boolean)).toHaveLength(1);
      expect(await cursors.read(series, '1d')).toBe(moved.indexOf(true) + 1);
    });

    it('are one for each series and interval', async () => {
      const { cursors, series } = fresh();
      await cursors.advance(series, '1d', undefined, 10);
      expect(await cursors.read(series, '1h')).toBeUndefined();
      expect(await cursors.read(`local/${series}`, '1d')).toBeUndefined();
    });
  });
}
