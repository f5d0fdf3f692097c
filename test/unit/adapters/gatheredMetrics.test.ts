import { gatheredMetrics } from '../../../lib/adapters/gatheredMetrics';
import { memoryCounters } from '../../../lib/adapters/memory/memoryCounters';
import type { Count, CounterStore } from '../../../lib/ports/Metrics';
import { recordingLog } from '../../support/recordingLog';
import { standingClock, WALL_START } from '../../support/world';

const EVERY_MS = 5_000;

function gathering(store: CounterStore = memoryCounters()) {
  const clock = standingClock(WALL_START);
  const log = recordingLog();
  const emitted: Count[][] = [];
  const emit = (counts: readonly Count[]) => void emitted.push([...counts]);
  const metrics = gatheredMetrics({
    emit,
    totals: { store, everyMs: EVERY_MS, waitMs: 50 },
    clock,
    log,
  });
  const totals = async (tenant?: string) =>
    Object.fromEntries((await store.totals(tenant)).map(({ name, by }) => [name, by]));
  return { metrics, clock, log, emitted, totals };
}

test('nothing is sent before it is published, and then at once', async () => {
  const { metrics, emitted, totals } = gathering();
  metrics.count('sweeps_total', {});
  expect([emitted, await totals()]).toEqual([[], {}]);
  await metrics.publish();
  expect(emitted).toEqual([[{ name: 'sweeps_total', labels: {}, by: 1 }]]);
  expect(await totals()).toEqual({ sweeps_total: 1 });
});

test('what follows soon is emitted at once, and added to the totals later', async () => {
  const { metrics, clock, emitted, totals } = gathering();
  for (const laterMs of [0, EVERY_MS - 1, 0]) {
    clock.advance(laterMs);
    metrics.count('bars_judged_total', { interval: '1d' }, { by: 2 });
    await metrics.publish();
  }
  expect(emitted).toHaveLength(3);
  expect(await totals()).toEqual({ bars_judged_total: 2 });
  clock.advance(1);
  await metrics.publish();
  expect(await totals()).toEqual({ bars_judged_total: 6 });
  expect(emitted).toHaveLength(3);
});

test('tenants are counted apart', async () => {
  const { metrics, totals } = gathering();
  metrics.count('trainings_total', { outcome: 'failed' }, { tenant: 'a' });
  metrics.count('trainings_total', { outcome: 'failed' }, { tenant: 'a' });
  metrics.count('trainings_total', { outcome: 'failed' }, { tenant: 'b' });
  await metrics.publish();
  expect([await totals('a'), await totals('b'), await totals()]).toEqual([
    { trainings_total: 2 },
    { trainings_total: 1 },
    {},
  ]);
});

test('what the store refuses is told, and added the next time, with what came meanwhile', async () => {
  const store = memoryCounters();
  let isDown = true;
  const failing: CounterStore = {
    ...store,
    async add(count) {
      if (isDown && count.name === 'sweeps_total') throw new Error('the table is down');
      await store.add(count);
    },
  };
  const { metrics, clock, log, totals } = gathering(failing);
  metrics.count('sweeps_total', {});
  metrics.count('series_queued_total', {}, { by: 3 });
  await metrics.publish();
  expect(await totals()).toEqual({ series_queued_total: 3 });
  expect(log.lines).toEqual([
    { level: 'warn', message: 'counts were not saved', counters: 1, reason: 'Error: the table is down' },
  ]);
  isDown = false;
  clock.advance(EVERY_MS);
  metrics.count('sweeps_total', {});
  await metrics.publish();
  expect(await totals()).toEqual({ series_queued_total: 3, sweeps_total: 2 });
});

test('a store that hangs holds up nobody, and what it took is not added twice', async () => {
  const store = memoryCounters();
  let release = (): void => undefined;
  const hanging: CounterStore = {
    ...store,
    add: async (count) => {
      await new Promise<void>((resolve) => (release = resolve));
      await store.add(count);
    },
  };
  const { metrics, clock, log, totals } = gathering(hanging);
  metrics.count('sweeps_total', {});
  await metrics.publish();
  expect(log.lines).toEqual([{ level: 'warn', message: 'counts take long to save', waitMs: 50 }]);
  clock.advance(EVERY_MS);
  release();
  await metrics.publish();
  expect(await totals()).toEqual({ sweeps_total: 1 });
});
