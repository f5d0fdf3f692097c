import { type Outcome, UNAVAILABLE, type VendorAnswer } from './outcome';
import type { VendorRequest, VendorTransport } from './vendorTransport';

const RETRIES = 2;
/** So long a vendor that says "not so fast" is left alone. */
const BURST_MS = 1_100;

export type Asking = {
  readonly transport: VendorTransport;
  /** Waits before another try; at least so many milliseconds. */
  readonly pause: (failures: number, atLeastMs: number) => Promise<void>;
};

/**
 * Asks a vendor, again where the same request may succeed soon: when it does not answer, or asks for a moment.
 *
 * Edge  a limit of minutes or days, a plan, a key and nonsense are answers: asking again would change nothing.
 */
export async function askVendor<Data>(
  { transport, pause }: Asking,
  request: VendorRequest,
  meaning: (answer: VendorAnswer) => Outcome<Data>,
): Promise<Outcome<Data>> {
  for (let failures = 1; ; failures += 1) {
    const answer = await transport(request);
    const outcome = answer === undefined ? UNAVAILABLE : meaning(answer);
    const isBurst = outcome.kind === 'rateLimited' && outcome.window === 'burst';
    if (failures > RETRIES || !(isBurst || outcome.kind === 'unavailable')) return outcome;
    await pause(failures, isBurst ? BURST_MS : 0);
  }
}
