import type { SimVendor } from './answers';
import type { Mishap } from './mishaps';
import type { VendorSim } from './vendorSim';

/** What happens at the vendors for a while. */
export type Stage = {
  readonly forMs: number;
  readonly afflicted: Readonly<Partial<Record<SimVendor, Mishap>>>;
  /** What is said of it in the terminal. */
  readonly says: string;
};

/** What happens in turn, again and again: long enough that a circuit opens, and closes again. */
export const STAGES: readonly Stage[] = [
  { forMs: 25_000, afflicted: {}, says: 'Alpha Vantage and FMP answer' },
  { forMs: 45_000, afflicted: { alphaVantage: 'down' }, says: 'Alpha Vantage answers 503' },
  { forMs: 60_000, afflicted: {}, says: 'both answer again' },
  {
    forMs: 45_000,
    afflicted: { alphaVantage: 'html', fmp: 'down' },
    says: 'Alpha Vantage answers with a page, and FMP 503',
  },
  { forMs: 90_000, afflicted: {}, says: 'both answer again' },
];

/** Lets a stand-in go through stages, the first at once; answers how to stop. */
export function stageOutages(
  sim: Pick<VendorSim, 'afflict'>,
  stages: readonly Stage[],
  say: (text: string) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const enter = (place: number): void => {
    const { forMs, afflicted, says } = stages[place % stages.length]!;
    for (const vendor of ['alphaVantage', 'fmp', 'yahoo'] as const) sim.afflict(vendor, afflicted[vendor]);
    say(says);
    timer = setTimeout(() => enter(place + 1), forMs);
  };
  enter(0);
  return () => clearTimeout(timer);
}
