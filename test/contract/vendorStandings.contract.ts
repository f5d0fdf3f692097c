import type { Standing, VendorStandings } from '../../lib/ports/VendorStandings';
import { unique } from '../support/unique';

const standingOf = (version: number, more: Partial<Standing> = {}): Standing => ({
  day: 20_000,
  usedToday: version,
  nextAt: 1_727_000_000_123,
  failures: 0,
  openings: 0,
  version,
  ...more,
});

export function vendorStandingLaws(make: () => VendorStandings): void {
  describe('how vendors stand', () => {
    it('is unknown before anybody has asked', async () => {
      expect(await make().read(unique('vendor'))).toBeUndefined();
    });

    it('is read as it was written, of each vendor for itself', async () => {
      const [standings, vendor] = [make(), unique('vendor')];
      const open = { open: { until: 1_727_000_030_000, because: 'unavailable' }, failures: 3, openings: 2 };
      expect(await standings.write(vendor, standingOf(1, open), undefined)).toBe(true);
      expect(await standings.read(vendor)).toEqual(standingOf(1, open));
      expect(await standings.write(vendor, standingOf(2), 1)).toBe(true);
      expect(await standings.read(vendor)).toEqual(standingOf(2));
      expect(await standings.read(unique('vendor'))).toBeUndefined();
    });

    it('is written only over what was read', async () => {
      const [standings, vendor] = [make(), unique('vendor')];
      expect(await standings.write(vendor, standingOf(2), 1)).toBe(false);
      expect(await standings.write(vendor, standingOf(1), undefined)).toBe(true);
      expect(await standings.write(vendor, standingOf(1), undefined)).toBe(false);
      expect(await standings.write(vendor, standingOf(3), 2)).toBe(false);
      expect(await standings.read(vendor)).toEqual(standingOf(1));
    });

    it('is written by one of many at once', async () => {
      const [standings, vendor] = [make(), unique('vendor')];
      const first = Array.from({ length: 10 }, () => standings.write(vendor, standingOf(1), undefined));
      expect((await Promise.all(first)).filter(Boolean)).toHaveLength(1);
      const next = Array.from({ length: 10 }, () => standings.write(vendor, standingOf(2), 1));
      expect((await Promise.all(next)).filter(Boolean)).toHaveLength(1);
    });
  });
}
