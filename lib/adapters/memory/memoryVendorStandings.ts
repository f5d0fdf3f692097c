import type { Standing, VendorStandings } from '../../ports/VendorStandings';
import { copyOf } from './copyOf';

/** How vendors stand, in memory. */
export function memoryVendorStandings(): VendorStandings {
  const standings = new Map<string, Standing>();
  return {
    async read(vendor) {
      return standings.get(vendor);
    },
    async write(vendor, standing, expected) {
      if (standings.get(vendor)?.version !== expected) return false;
      standings.set(vendor, copyOf(standing));
      return true;
    },
  };
}
