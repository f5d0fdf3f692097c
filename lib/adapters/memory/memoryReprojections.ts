import type { SeriesKey } from '../../ports/InstanceStore';
import type { Reprojection, Reprojections } from '../../ports/Reprojections';
import { copyOf } from './copyOf';

const nameOf = (key: SeriesKey): string => `${key.series}#${key.interval}`;

const union = (...keys: readonly SeriesKey[]): readonly SeriesKey[] =>
  [...new Map(keys.map((key) => [nameOf(key), key])).values()].sort((a, b) =>
    nameOf(a) < nameOf(b) ? -1 : 1,
  );

/** Notes of rules to project again, in memory. */
export function memoryReprojections(): Reprojections {
  const notes = new Map<string, Reprojection>();
  return {
    async note(reprojection) {
      const name = `${reprojection.tenant}#${reprojection.ruleId}`;
      // Added, not replaced: an earlier note whose projection was cut short still names its series.
      const keys = union(...(notes.get(name)?.keys ?? []), ...reprojection.keys);
      notes.set(name, copyOf({ ...reprojection, keys }));
    },
    async clear({ tenant, ruleId, notedAt }) {
      const name = `${tenant}#${ruleId}`;
      if (notes.get(name)?.notedAt === notedAt) notes.delete(name);
    },
    async stale(before, limit) {
      return [...notes.entries()]
        .filter(([, note]) => note.notedAt < before)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([, note]) => note);
    },
  };
}
