import type { Probe } from '../ports/Probe';
import { Problem } from '../problems';
import { within } from './within';

const MS_PER_SECOND = 1_000;

/** A probe that takes silence for a no: what does not answer in time is down. */
export const boundedProbe = (probe: Probe, mostMs: number): Probe => ({
  name: probe.name,
  async check() {
    if ((await within(mostMs, probe.check())) !== 'late') return;
    const seconds = mostMs / MS_PER_SECOND;
    throw new Problem('STORE_UNAVAILABLE', `"${probe.name}" gave no answer within ${seconds} s.`);
  },
});
