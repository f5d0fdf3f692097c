import { composePlayed } from '../../compose/seeding';
import type { Environment } from '../../config';
import type { Undo } from '../undo';
import { SIM_KEY, type SimVendor } from './answers';
import { stageOutages, stagesOf } from './outages';
import { playedSeries } from './playedSeries';
import { startVendorSim } from './vendorSim';

/** Paid plans: what is played goes by faster than a market does. */
const PLAN = { perDay: '1000000', perMinute: '1200' };

/**
 * Starts vendors that stand in for real ones and serve what is played, as `environment` says; answers what the functions
 * are told in place of it. They answer until `begin` lets them go through outages.
 */
export async function standIn(
  environment: Environment,
  { undo, names, say }: { readonly undo: Undo; readonly names: string; readonly say: (text: string) => void },
): Promise<{ readonly environment: Environment; readonly begin: () => void }> {
  const { marketData, marketClock } = composePlayed({ REPLAY_ORIGIN_MS: '1', ...environment });
  const sim = await startVendorSim(playedSeries(marketData, marketClock));
  undo.add(sim.close);
  const told = ['ALPHA_VANTAGE', 'FMP', 'YAHOO'].flatMap((vendor): [string, string][] => [
    [`${vendor}_URL`, sim.origin],
    [`${vendor}_API_KEY`, SIM_KEY],
    [`${vendor}_PER_DAY`, PLAN.perDay],
    [`${vendor}_PER_MINUTE`, PLAN.perMinute],
  ]);
  return {
    environment: { ...Object.fromEntries(told), MARKET_DATA: names, MARKET_CLOCK: 'played' },
    begin: () => undo.add(stageOutages(sim, stagesOf(names.split(',') as SimVendor[]), say)),
  };
}
