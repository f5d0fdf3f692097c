import type { RawBar } from '../../market/bar';
import { barClosedAt } from '../../market/barClose';
import type { Interval } from '../../market/interval';
import { type Asking, askVendor } from './askVendor';
import type { Outcome, VendorAnswer } from './outcome';
import type { VendorRequest } from './vendorTransport';

/**
 * Asks a vendor for bars of an interval, as `askVendor` does.
 *
 * Edge  a bar that closes between the time of the answer and ours is left out: to a clock that is ahead it looks closed
 *       while it is forming, and so does one in an answer that was kept on its way.
 */
export const askBars = (
  asking: Asking,
  request: VendorRequest,
  interval: Interval,
  meaning: (answer: VendorAnswer) => Outcome<readonly RawBar[]>,
): Promise<Outcome<readonly RawBar[]>> =>
  askVendor(asking, request, (answer, { now: answeredAt }) => {
    const outcome = meaning(answer);
    if (outcome.kind !== 'data') return outcome;
    const now = asking.clock.now();
    const isForming = ({ startAt }: RawBar): boolean => {
      const closedAt = barClosedAt(interval, startAt) ?? answeredAt;
      return closedAt > answeredAt && closedAt <= now;
    };
    return { ...outcome, data: outcome.data.filter((bar) => !isForming(bar)) };
  });
