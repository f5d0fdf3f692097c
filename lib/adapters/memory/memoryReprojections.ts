import type { SeriesKey } from '../../ports/InstanceStore';
import type { Reprojection, Reprojections } from '../../ports/Reprojections';
import { inTurn } from '../inTurn';
import { MOST_SERIES } from '../unfollowed';
import { copyOf } from './copyOf';

const nameOf = (key: SeriesKey): string => `${key.series}#${key.interval}`;

const union = (...keys: readonly SeriesKey[]): readonly SeriesKey[] =>
  [...new Map(keys.map((key) => [nameOf(key), key])).values()].sort((a, b) =>
    nameOf(a) < nameOf(b) ? -1 : 1,
  );

/** Notes of rules to project again, in memory. */
export function memoryReprojections(): Reprojections {
  const notes = new Map<string, { readonly note: Reprojection; readonly since: number }>();
  const standingOf = (tenant: string, ruleId: string) => notes.get(`${tenant}#${ruleId}`);
  const put = (reprojection: Reprojection): Reprojection => {
    const { tenant, ruleId, notedAt } = reprojection;
    // Added, not replaced: an earlier note whose projection was cut short still names its series.
    const { note, since = notedAt } = standingOf(tenant, ruleId) ?? {};
    const keys = union(...(note?.keys ?? []), ...reprojection.keys);
    const next = copyOf({ note: { ...reprojection, keys }, since });
    notes.set(`${tenant}#${ruleId}`, next);
    return next.note;
  };
  return {
    async note(reprojection) {
      return put(reprojection);
    },
    async noteUnlessFull(reprojection) {
      const { tenant, ruleId } = reprojection;
      const isFull = (standingOf(tenant, ruleId)?.note.keys.length ?? 0) >= MOST_SERIES;
      return isFull ? undefined : put(reprojection);
    },
    async find(tenant, ruleId) {
      return standingOf(tenant, ruleId)?.note;
    },
    async clear({ tenant, ruleId, notedAt }) {
      const name = `${tenant}#${ruleId}`;
      if (notes.get(name)?.note.notedAt === notedAt) notes.delete(name);
    },
    async stale(before, limit) {
      const stale = [...notes.values()].filter(({ since }) => since < before);
      const oldestFirst = stale.sort((one, other) => one.since - other.since).map(({ note }) => note);
      return inTurn(oldestFirst, ({ tenant }) => tenant)
        .slice(0, limit)
        .map(({ tenant, ruleId }) => ({ tenant, ruleId }));
    },
  };
}
