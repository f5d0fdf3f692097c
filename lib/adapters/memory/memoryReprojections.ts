import type { Note, OwnNote, Reach, Reprojections, Subject, Writer } from '../../ports/Reprojections';
import { inTurn } from '../inTurn';
import { MOST_SYMBOLS, MOST_WRITERS } from '../unfollowed';
import { copyOf } from './copyOf';

const union = <Member extends string>(
  some: readonly Member[] = [],
  more: readonly Member[] = [],
): readonly Member[] => [...new Set([...some, ...more])].sort();

const isSame = (one: Writer, other: Writer): boolean => one.name === other.name && one.since === other.since;
const isNamed = (note: Note, { symbols, intervals }: Reach, own: Writer): boolean =>
  note.writers.some((one) => isSame(one, own)) &&
  symbols.every((symbol) => note.symbols.includes(symbol)) &&
  intervals.every((interval) => note.intervals.includes(interval));
const nameOf = ({ tenant, id }: Subject): string => `${tenant}#${id}`;

/** Notes of what is to be projected again, in memory. */
export function memoryReprojections(): Reprojections {
  const notes = new Map<string, { readonly note: Note; readonly since: number }>();
  const noteOf = (subject: Subject): Note | undefined => notes.get(nameOf(subject))?.note;

  /** Adds to what stands: an earlier change whose projection was cut short still names its symbols. */
  const add = ({ tenant, kind, id }: Subject, reach: Reach, own: Writer): OwnNote => {
    const { symbols, intervals } = reach;
    const subject = { tenant, kind, id };
    const { note, since = own.since } = notes.get(nameOf(subject)) ?? {};
    if (note && isNamed(note, reach, own)) return { ...note, own };
    const writers = (note?.writers ?? []).filter((one) => !isSame(one, own));
    const next = copyOf({
      ...subject,
      symbols: union(note?.symbols, symbols),
      intervals: union(note?.intervals, intervals),
      writers: [...writers, own],
    });
    notes.set(nameOf(subject), { note: next, since });
    return { ...next, own };
  };

  return {
    note: async (subject, reach, own) => add(subject, reach, own),
    async noteUnlessFull(subject, reach, own) {
      const { symbols = [], writers = [] } = noteOf(subject) ?? {};
      const isFull = symbols.length >= MOST_SYMBOLS || writers.length >= MOST_WRITERS;
      return isFull ? undefined : add(subject, reach, own);
    },
    find: async (subject) => noteOf(subject),
    async clear(subject, writers) {
      const standing = notes.get(nameOf(subject));
      if (standing === undefined || writers.length === 0) return;
      const left = standing.note.writers.filter((one) => !writers.some((gone) => isSame(one, gone)));
      if (left.length === 0) notes.delete(nameOf(subject));
      else notes.set(nameOf(subject), { ...standing, note: { ...standing.note, writers: left } });
    },
    async stale(before, limit) {
      const stale = [...notes.values()].filter(({ since }) => since < before);
      const oldestFirst = stale.sort((one, other) => one.since - other.since).map(({ note }) => note);
      return inTurn(oldestFirst, ({ tenant }) => tenant)
        .slice(0, limit)
        .map(({ tenant, kind, id }) => ({ tenant, kind, id }));
    },
  };
}
