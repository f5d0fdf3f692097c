import { DAY_MS } from '../../market/calendar/civilDate';
import { isTooLate } from '../../market/isTooLate';
import { newestSoundClose } from '../../market/newestSoundClose';
import { slotClosesBetween } from '../../market/slotClosesBetween';
import type { Clock } from '../../ports/Clock';
import type { Log } from '../../ports/Log';
import type { BarBatch, BarQuery, MarketData } from '../../ports/MarketData';
import { isProblem, Problem } from '../../problems';
import { type Failure, together, told } from './failures';
import { plansLacking } from './plansLacking';
import { shareOf } from './shareOf';
import { unknownDaily } from './unknownDaily';

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
  /** They stand in for real ones: they may know a symbol in bars of one interval only. */
  readonly isStandIn?: boolean;
};

/**
 * Providers in their order: the first that has the bars serves them, and where it is not the first of all the log says
 * so.
 *
 * Units   a question takes no longer than 20 s, of which each provider has its share of what is left.
 * Edge    a provider whose plan lacks something is not asked for it again within the hour, nor for a symbol
 *         that it does not know in daily bars for bars of a session within a minute. One that repeats what is old,
 *         by more than three bars or by a session of daily ones, is passed over for one that has newer ones, and so is
 *         one whose last bar would be refused; where nobody has, it serves.
 * Throws  SYMBOL_UNKNOWN where all that answered say so, else what the first has said, with what each has said;
 *         MARKET_MALFORMED where more than three bars are late and all that is told since would be refused.
 */
export function fallbackMarketData(
  providers: readonly Provider[],
  { clock, log, longestMs = LONGEST_MS, isStandIn = false }: FallbackWorld,
): MarketData {
  const lacking = plansLacking(clock);
  const knownDaily = unknownDaily(clock);
  /** Until when nobody else is asked for a series, by its name. */
  const noneAheadUntil = new Map<string, number>();
  /** What providers have, in their order, up to the first that is not behind; and why others do not serve. */
  const asking = async (asked: BarQuery & { readonly answerBy: number }, isAlone: boolean) => {
    const failures: Failure[] = [];
    const answers: Answer[] = [];
    /** Those of whose bars none can be used. */
    const unsound: Failure[] = [];
    for (const [place, { name, marketData }] of providers.entries()) {
      const query = { ...asked, answerBy: shareOf(asked.answerBy, providers.length - place, clock) };
      try {
        const ask = () => lacking([name, query.symbol, query.interval], () => marketData.bars(query));
        const batch = isStandIn ? await ask() : await knownDaily(name, query, ask);
        const answer = { name, batch, newest: newestSoundClose(query.interval, batch.bars, query.upTo) };
        const problem = problemOf(query, answer);
        if (problem) unsound.push({ provider: name, problem });
        else answers.push(answer);
        if (!problem && (isAlone || !isBehind(query, answer, clock.now()))) break;
        failures.push({
          provider: name,
          problem: problem ?? new Problem('BARS_STALE', `${name} is behind.`),
        });
      } catch (error) {
        if (!isProblem(error)) throw error;
        failures.push({ provider: name, problem: error });
      }
    }
    return { answers, failures, unsound };
  };
  const leaveAlone = (series: string): void => {
    if (noneAheadUntil.size >= MOST_SERIES) noneAheadUntil.clear();
    noneAheadUntil.set(series, clock.now() + NONE_AHEAD_MS);
  };
  return {
    async bars(asked) {
      const { answerBy = clock.now() + longestMs, symbol, interval } = asked;
      const series = `${symbol} ${interval}`;
      const isAlone = clock.now() < (noneAheadUntil.get(series) ?? 0);
      const { answers, failures, unsound } = await asking({ ...asked, answerBy }, isAlone);
      const served = newestOf(answers);
      if (served === undefined) throw together(failures);
      if (served.newest === undefined && unsound.length > 0) throw together(unsound);
      if (answers.length === providers.length && isBehind(asked, served, clock.now())) leaveAlone(series);
      const instead = told(failures.filter(({ provider }) => provider !== served.name));
      if (served.name !== providers[0]?.name)
        log.warn('bars of another source', { symbol, source: served.name, instead });
      return served.batch;
    },
  };
}

type Answer = {
  readonly name: string;
  readonly batch: BarBatch;
  /** When its newest bar closed that would not be refused. */
  readonly newest: number | undefined;
};

/** The answer with the newest bar; of equal ones the first. */
const newestOf = (answers: readonly Answer[]): Answer | undefined =>
  answers.reduce<Answer | undefined>(
    (newest, answer) => (newest && closeOf(newest) >= closeOf(answer) ? newest : answer),
    undefined,
  );

const closeOf = ({ newest = Number.NEGATIVE_INFINITY }: Answer): number => newest;

/**
 * Whether a bar should have closed since the newest of an answer, or since those that were asked for begin: one of daily
 * bars, or where the last that is told would be refused; else more than three, since not every symbol trades in each.
 * Where nothing is told up to now, and nothing was asked for but that, all of it is missing.
 */
function isBehind({ interval, after, upTo }: BarQuery, { batch, newest }: Answer, now: number): boolean {
  const since = newest ?? after;
  const last = batch.bars.slice(-1);
  if (since === undefined) return last.length > 0 || upTo >= now - DAY_MS;
  const isSpoilt = last.length > 0 && newestSoundClose(interval, last, upTo) === undefined;
  const isLate = interval === '1d' || isSpoilt ? slotClosesBetween : isTooLate;
  return isLate(interval, since, upTo);
}

/** What an answer means where more than three bars are late, and all that it tells of them would be refused. */
function problemOf(
  { symbol, interval, after, upTo }: BarQuery,
  { name, batch, newest }: Answer,
): Problem | undefined {
  if (batch.bars.length === 0 || newest !== undefined || after === undefined) return undefined;
  if (!isTooLate(interval, after, upTo)) return undefined;
  return new Problem(
    'MARKET_MALFORMED',
    `None of the ${interval} bars of "${symbol}" that ${name} has can be used. Try again later, or configure another source.`,
  );
}
