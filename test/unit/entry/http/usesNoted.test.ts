import { usesNoted } from '../../../../lib/entry/http/usesNoted';
import type { KeyStore } from '../../../../lib/ports/KeyStore';
import { Problem } from '../../../../lib/problems';
import { recordingLog } from '../../../support/recordingLog';
import { standingClock } from '../../../support/world';

/** A door whose store notes as `noteUse` does, and what it was asked to note. */
function door(noteUse: KeyStore['noteUse'] = async () => undefined) {
  const clock = standingClock(1_000_000);
  const log = recordingLog();
  const noted: [string, number][] = [];
  const keys = {
    noteUse: (keyId: string, at: number) => {
      noted.push([keyId, at]);
      return noteUse(keyId, at);
    },
  } as KeyStore;
  const note = usesNoted();
  return { clock, log, noted, use: (keyId: string) => note({ keys, clock, log }, keyId) };
}

test('a key that is used all the time is noted once a minute', async () => {
  const { clock, noted, use } = door();
  for (let second = 0; second < 121; second += 1) {
    await use('a');
    clock.advance(1_000);
  }
  expect(noted).toEqual([
    ['a', 1_000_000],
    ['a', 1_060_000],
    ['a', 1_120_000],
  ]);
});

test('requests that come while the note is written do not write another', async () => {
  const { noted, use } = door();
  await Promise.all([use('a'), use('a'), use('b'), use('a')]);
  expect(noted.map(([keyId]) => keyId)).toEqual(['a', 'b']);
});

test('two doors note each for itself', async () => {
  const [one, other] = [door(), door()];
  await one.use('a');
  await other.use('a');
  expect([one.noted, other.noted]).toEqual([[['a', 1_000_000]], [['a', 1_000_000]]]);
});

test('a wall clock that was set back an hour does not silence the notes', async () => {
  const { clock, noted, use } = door();
  await use('a');
  clock.advance(-3_600_000);
  await use('a');
  expect(noted).toHaveLength(2);
});

test('a note that fails is a warning without the key, and is tried again a minute later', async () => {
  const { clock, log, noted, use } = door(async () => {
    throw new Problem('STORE_UNAVAILABLE', 'The store "core" does not answer. Try again.');
  });
  await use('local');
  await use('local');
  expect(log.lines).toEqual([
    {
      level: 'warn',
      message: 'the last use of a key was not noted',
      code: 'STORE_UNAVAILABLE',
      reason: 'The store "core" does not answer. Try again.',
    },
  ]);
  clock.advance(60_000);
  await use('local');
  expect(noted).toHaveLength(2);
});

test('a store that hangs is waited for a quarter of a second, and its late failure harms nobody', async () => {
  jest.useFakeTimers();
  let fail: (error: Error) => void = () => undefined;
  const { log, use } = door(() => new Promise((_, reject) => (fail = reject)));
  let isOver = false;
  const waiting = use('a').then(() => (isOver = true));
  await jest.advanceTimersByTimeAsync(249);
  expect(isOver).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  await waiting;
  fail(new Error('too late'));
  await jest.advanceTimersByTimeAsync(0);
  jest.useRealTimers();
  expect(log.lines.map(({ reason }) => reason)).toEqual(['it took longer than 250 ms', 'too late']);
});

test('no timer is left behind', async () => {
  jest.useFakeTimers();
  const { use } = door();
  await use('a');
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});
