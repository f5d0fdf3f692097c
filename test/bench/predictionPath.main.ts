import { handlerLatency } from './handlerLatency';

/** Runs the prediction path alone in its process, so that its peak memory is its own. */
async function main(): Promise<void> {
  const { p50Ms, p99Ms } = await handlerLatency(3_000);
  const peakRssMb = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ p50Ms, p99Ms, peakRssMb }));
}

void main();
