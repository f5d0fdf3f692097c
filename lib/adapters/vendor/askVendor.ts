import type { Clock } from '../../ports/Clock';
import { type Outcome, UNAVAILABLE, type VendorAnswer } from './outcome';
import type { VendorGate } from './vendorGate';
import type { VendorRequest, VendorTransport } from './vendorTransport';

const RETRIES = 2;
/** So long a vendor that says "not so fast" is left alone. */
const BURST_MS = 1_100;

export type Asking = {
  readonly transport: VendorTransport;
  readonly gate: VendorGate;
  readonly clock: Pick<Clock, 'now'>;
  /** Waits before another try; at least so many milliseconds. */
  readonly pause: (failures: number, atLeastMs: number) => Promise<void>;
};

/**
 * Asks a vendor, again where the same request may succeed soon: when it does not answer, or asks for a moment. Each try
 * is reserved first.
 *
 * Edge  a limit of minutes or days, a plan, a key and nonsense are answers: asking again would change nothing. Neither
 *       would it where the budget is used up, the vendor is left alone, or the time of the request is over.
 */
export async function askVendor<Data>(
  { transport, gate, clock, pause }: Asking,
  request: VendorRequest,
  meaning: (answer: VendorAnswer) => Outcome<Data>,
): Promise<Outcome<Data>> {
  const { answerBy = Infinity } = request;
  for (let failures = 1; ; failures += 1) {
    const call = await gate.admit();
    if ('kind' in call) return call;
    if (call.waitMs > 0) await pause(1, call.waitMs);
    const leftMs = answerBy - clock.now();
    // What was reserved is lost: a caller who waited for its turn comes too late.
    if (leftMs <= 0) return UNAVAILABLE;
    const answer = await transport(request, leftMs);
    const outcome = answer === undefined ? UNAVAILABLE : meaning(answer);
    await gate.settle(call, outcome);
    const atLeastMs = mayHelpAfter(outcome);
    if (failures > RETRIES || atLeastMs === undefined) return outcome;
    await pause(failures, atLeastMs);
  }
}

/** After how many ms, at the least, the same request may be answered otherwise; undefined where it will not. */
function mayHelpAfter(outcome: Outcome<unknown>): number | undefined {
  if (outcome.kind === 'unavailable') return 0;
  return outcome.kind === 'rateLimited' && outcome.window === 'burst' ? BURST_MS : undefined;
}
