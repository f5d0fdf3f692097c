import type { CallBudget } from '../../ports/CallBudget';
import type { Clock } from '../../ports/Clock';
import type { VendorStandings } from '../../ports/VendorStandings';
import { callsLeft, type Limits } from './standing';

type Budgeted = { readonly name: string; readonly limits: Limits };

/** What all vendors together may still be asked: where one has had enough the next one serves. */
export const vendorBudget = (
  vendors: readonly Budgeted[],
  { standings, clock }: { readonly standings: VendorStandings; readonly clock: Pick<Clock, 'now'> },
): CallBudget => ({
  async callsLeft() {
    const each = vendors.map(async ({ name, limits }) =>
      callsLeft(await standings.read(name), limits, clock.now()),
    );
    return (await Promise.all(each)).reduce((sum, calls) => sum + calls, 0);
  },
});
