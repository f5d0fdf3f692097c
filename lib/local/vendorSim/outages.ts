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

/**
 * What happens in turn, again and again, to vendors in the order in which they are asked: long enough that a circuit
 * opens, and closes again. The first goes down alone, then all of them do.
 */
export function stagesOf(names: readonly SimVendor[]): readonly Stage[] {
  const all = names.join(' and ');
  const answer = names.length > 1 ? 'answer' : 'answers';
  const [first = 'alphaVantage', ...others] = names;
  const down = Object.fromEntries(others.map((name) => [name, 'down' as const]));
  const allDown = others.length === 0 ? '' : `, and ${others.join(' and ')} 503`;
  return [
    { forMs: 25_000, afflicted: {}, says: `${all} ${answer}` },
    { forMs: 45_000, afflicted: { [first]: 'down' }, says: `${first} answers 503` },
    { forMs: 60_000, afflicted: {}, says: `${all} ${answer} again` },
    {
      forMs: 45_000,
      afflicted: { [first]: 'html', ...down },
      says: `${first} answers with a page${allDown}`,
    },
    { forMs: 90_000, afflicted: {}, says: `${all} ${answer} again` },
  ];
}

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
