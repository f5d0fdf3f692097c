import type { SeriesKey } from '../ports/InstanceStore';

/** What a sweep remembers of a series that is due: since which sweep, and when and how often it was queued. */
type Noted = {
  readonly after: number;
  readonly dueSince: number;
  readonly queuedIn?: number;
  readonly times: number;
  /** Once it was seen to be too late. */
  readonly isLate?: true;
  /** Close (epoch ms) of the slot for which its pauses began anew. */
  readonly anewAt?: number;
};

/** What a process remembers from one sweep to the next: a new process begins anew, which makes nobody wait for long. */
export type SweepNotes = { sweep: number; readonly series: Map<string, Noted> };

export const sweepNotes = (): SweepNotes => ({ sweep: 0, series: new Map() });

/** A series that was queued in vain is queued again 1, 2, 4 … sweeps later, and at least so often. */
const LONGEST_PAUSE = 32;

const nameOf = ({ series, interval }: SeriesKey): string => `${series} ${interval}`;

export type Due = {
  readonly key: SeriesKey;
  /** Close (epoch ms) through which all of its rules have been judged, or the instant from which on they are. */
  readonly after: number;
};

/** Notes which series are due in the next sweep; what is not due any more is forgotten. */
export function noteDue(notes: SweepNotes, due: readonly Due[]): void {
  notes.sweep += 1;
  const names = new Set(due.map(({ key }) => nameOf(key)));
  for (const name of notes.series.keys()) if (!names.has(name)) notes.series.delete(name);
  for (const { key, after } of due) {
    const known = notes.series.get(nameOf(key));
    // One that was judged meanwhile waits anew.
    if (known === undefined || known.after !== after)
      notes.series.set(nameOf(key), { after, dueSince: notes.sweep, times: 0 });
  }
}

/** For how many sweeps a series has waited since it was due, or was last queued. */
export function sweepsWaited({ sweep, series }: SweepNotes, key: SeriesKey): number {
  const { dueSince, queuedIn } = series.get(nameOf(key)) ?? { dueSince: sweep };
  return sweep - Math.max(dueSince, queuedIn ?? dueSince);
}

/** Whether a series was queued in vain so lately that it is not queued yet. */
export function pauses({ sweep, series }: SweepNotes, key: SeriesKey): boolean {
  const { queuedIn, times } = series.get(nameOf(key)) ?? { times: 0 };
  return queuedIn !== undefined && sweep - queuedIn < Math.min(LONGEST_PAUSE, 2 ** (times - 1));
}

/** Notes that series were queued. */
export function noteQueued({ sweep, series }: SweepNotes, keys: readonly SeriesKey[]): void {
  for (const key of keys) {
    const known = series.get(nameOf(key));
    if (known) series.set(nameOf(key), { ...known, queuedIn: sweep, times: known.times + 1 });
  }
}

/** Looks whether a series is too late, unless it was seen to be since it was judged: true the first time. */
export function isNewlyLate({ series }: SweepNotes, key: SeriesKey, isLate: () => boolean): boolean {
  const known = series.get(nameOf(key));
  if (known === undefined || known.isLate || !isLate()) return false;
  series.set(nameOf(key), { ...known, isLate: true });
  return true;
}

/** Lets the pauses of a series begin anew, once for each slot (by its close, epoch ms) that gives it a new chance. */
export function beginAnew({ series }: SweepNotes, key: SeriesKey, closedAt: number): void {
  const known = series.get(nameOf(key));
  if (known === undefined || known.anewAt === closedAt) return;
  const { after, dueSince, isLate } = known;
  series.set(nameOf(key), { after, dueSince, times: 0, anewAt: closedAt, ...(isLate && { isLate }) });
}
