import { barClosedAt } from '../../market/barClose';
import { isTooLate } from '../../market/isTooLate';
import type { Clock } from '../../ports/Clock';
import type { Log } from '../../ports/Log';
import type { BarBatch, BarQuery, MarketData } from '../../ports/MarketData';
import { isProblem, Problem } from '../../problems';
import { type Failure, together, told } from './failures';
import { plansLacking } from './plansLacking';
import { shareOf } from './shareOf';

export type Provider = { readonly name: string; readonly marketData: MarketData };

/** A question spends no longer on all providers together. */
export const LONGEST_MS = 20_000;

/** Where nobody is ahead of a provider that is behind, so long nobody else is asked because of it. */
const NONE_AHEAD_MS = 900_000;
const MOST_SERIES = 1_000;

export type FallbackWorld = {
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'warn'>;
  /** How long a question may take; 20 s where nothing is said. */
  readonly longestMs?: number | undefined;
};

/**
 * Providers in their order: the first that has the bars serves them, and where it is not the first of all the log says
 * so.
 *
 * Units   a question takes no longer than 20 s, of which each provider has its share of what is left.
 * Edge    a provider whose plan lacks something is not asked for it again within the hour. One that repeats what is more
 *         than three bars old is passed over for one that has newer ones; where nobody has, it serves.
 * Throws  SYMBOL_UNKNOWN where all that answered say so, else what the first has said, with what each has said.
 */
export function fallbackMarketData(
  providers: readonly Provider[],
  { clock, log, longestMs = LONGEST_MS }: FallbackWorld,
): MarketData {
  const lacking = plansLacking(clock);
  /** Until when nobody else is asked for a series, by its name. */
  const noneAheadUntil = new Map<string, number>();
  /** What providers have, in their order, up to the first that is not behind; and why others do not serve. */
  const asking = async (asked: BarQuery & { readonly answerBy: number }, isAlone: boolean) => {
    const failures: Failure[] = [];
    const answers: Answer[] = [];
    for (const [place, { name, marketData }] of providers.entries()) {
      const query = { ...asked, answerBy: shareOf(asked.answerBy, providers.length - place, clock) };
      try {
        const batch = await lacking([name, query.symbol, query.interval], () => marketData.bars(query));
        answers.push({ name, batch });
        if (isAlone || !isBehind(query, batch)) break;
        failures.push({ provider: name, problem: new Problem('BARS_STALE', `${name} is behind.`) });
      } catch (error) {
        if (!isProblem(error)) throw error;
        failures.push({ provider: name, problem: error });
      }
    }
    return { answers, failures };
  };
  return {
    async bars(asked) {
      const { answerBy = clock.now() + longestMs, symbol, interval } = asked;
      const series = `${symbol} ${interval}`;
      const isAlone = clock.now() < (noneAheadUntil.get(series) ?? 0);
      const { answers, failures } = await asking({ ...asked, answerBy }, isAlone);
      const served = newestOf(answers);
      if (served === undefined) throw together(failures);
      if (noneAheadUntil.size >= MOST_SERIES) noneAheadUntil.clear();
      const isNobodyAhead = answers.length === providers.length && isBehind(asked, served.batch);
      if (isNobodyAhead) noneAheadUntil.set(series, clock.now() + NONE_AHEAD_MS);
      const instead = told(failures.filter(({ provider }) => provider !== served.name));
      if (served.name !== providers[0]?.name)
        log.warn('bars of another source', { symbol, source: served.name, instead });
      return served.batch;
    },
  };
}

type Answer = { readonly name: string; readonly batch: BarBatch };

/** The answer with the newest bar; of equal ones the first. */
const newestOf = (answers: readonly Answer[]): Answer | undefined =>
  answers.reduce<Answer | undefined>(
    (newest, answer) => (newest && lastStart(newest) >= lastStart(answer) ? newest : answer),
    undefined,
  );

const lastStart = ({ batch }: Answer): number => batch.bars.at(-1)?.startAt ?? Number.NEGATIVE_INFINITY;

/** Whether more than three bars should have closed since the newest of an answer, or since those that were asked for begin. */
function isBehind({ interval, after, upTo }: BarQuery, { bars }: BarBatch): boolean {
  const last = bars.at(-1);
  const newest = last ? barClosedAt(interval, last.startAt) : after;
  return newest !== undefined && isTooLate(interval, newest, upTo);
}
