import { noteDue, noteQueued, pauses, sweepNotes } from '../../../lib/app/sweepNotes';

const KEY = { series: 'ACME', interval: '1d' } as const;

it('a series that is queued in vain is queued 1, 2, 4 … sweeps later, and every 32 in the end', () => {
  const notes = sweepNotes();
  const queued: number[] = [];
  for (let sweep = 1; sweep <= 130; sweep += 1) {
    noteDue(notes, [{ key: KEY, after: 0 }]);
    if (pauses(notes, KEY)) continue;
    queued.push(sweep);
    noteQueued(notes, [KEY]);
  }
  expect(queued.map((sweep, place) => sweep - (queued[place - 1] ?? 0))).toEqual([
    ...[1, 1, 2, 4, 8, 16],
    ...[32, 32, 32],
  ]);
});
