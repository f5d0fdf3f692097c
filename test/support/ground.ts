import { gatheredMetrics } from '../../lib/adapters/gatheredMetrics';
import { memoryCounters } from '../../lib/adapters/memory/memoryCounters';
import { asyncCorrelation } from '../../lib/adapters/system/asyncCorrelation';
import type { Clock } from '../../lib/ports/Clock';
import type { Count } from '../../lib/ports/Metrics';
import { recordingLog } from './recordingLog';

/** What every door stands on, with what it has logged, emitted and counted. */
export function ground(clock: Clock = { now: () => 0 }) {
  const log = recordingLog();
  const counters = memoryCounters();
  const emitted: Count[] = [];
  const emit = (counts: readonly Count[]) => void emitted.push(...counts);
  const metrics = gatheredMetrics({
    emit,
    totals: { store: counters, everyMs: 0, waitMs: 1_000 },
    clock,
    log,
  });
  return { clock, log, counters, metrics, emitted, correlation: asyncCorrelation() };
}
