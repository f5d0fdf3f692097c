import * as z from 'zod';
import { parseDate, DAY_MS } from '../../market/calendar/civilDate';
import { CLOCK_SKEW_MS } from '../../market/clockSkew';
import type { NewsQuery, NewsReading } from '../../ports/NewsFeed';
import { numberOf } from '../vendor/rawRows';

const Body = z.looseObject({ feed: z.array(z.unknown()) });
const Score = z.looseObject({
  ticker: z.string(),
  relevance_score: z.unknown(),
  ticker_sentiment_score: z.unknown(),
});
const Row = z.looseObject({
  title: z.string().trim().min(1),
  url: z.url({ protocol: /^https?$/, normalize: true }),
  time_published: z.string(),
  source: z.string().trim(),
  ticker_sentiment: z.array(z.unknown()),
});

export type NewsRows = {
  /** Sound ones of the stretch asked for, oldest first, each once. */
  readonly readings: readonly NewsReading[];
  /** How many articles the body has, sound or not, and when the last of them was published that can be read. */
  readonly told: number;
  readonly lastAt: number;
};

/**
 * The articles of a body of `NEWS_SENTIMENT`; undefined for a body that is none, or of which more than half are not about
 * the symbol or cannot be read.
 *
 * Edge  one that was published later than now by more than 2 minutes is none; times are in UTC.
 */
export function alphaVantageNewsRows(
  body: unknown,
  { symbol, from, before, now }: NewsQuery & { readonly now: number },
): NewsRows | undefined {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return undefined;
  const { feed } = parsed.data;
  const sound = feed
    .flatMap((row) => readingOf(row, symbol) ?? [])
    .filter(({ publishedAt }) => publishedAt <= now + CLOCK_SKEW_MS);
  if (sound.length * 2 < feed.length) return undefined;
  const wanted = sound.filter(({ publishedAt }) => publishedAt >= from && publishedAt < before);
  const each = new Map(wanted.toReversed().map((reading) => [reading.url, reading]));
  return {
    readings: [...each.values()].reverse().sort((one, other) => one.publishedAt - other.publishedAt),
    told: feed.length,
    lastAt: Math.max(from, ...sound.map(({ publishedAt }) => publishedAt)),
  };
}

function readingOf(given: unknown, symbol: string): NewsReading | undefined {
  const row = Row.safeParse(given);
  if (!row.success) return undefined;
  const { title, url, source: publisher, time_published: stamp, ticker_sentiment: scores } = row.data;
  const score = scores
    .map((each) => Score.safeParse(each).data)
    .find((each) => each?.ticker.toUpperCase() === symbol.toUpperCase());
  const reading = {
    publishedAt: instantOf(stamp),
    relevance: numberOf(score?.relevance_score),
    sentiment: numberOf(score?.ticker_sentiment_score),
    ...{ publisher, title, url },
  };
  return isSound(reading) ? reading : undefined;
}

const isSound = ({ publishedAt, relevance, sentiment }: NewsReading): boolean =>
  publishedAt > 0 && relevance > 0 && relevance <= 1 && Math.abs(sentiment) <= 1;

/** `20220914T141049`, the seconds of which may be missing; NaN for anything else. */
const STAMP = /^(\d{4})(\d{2})(\d{2})T([01]\d|2[0-3])([0-5]\d)([0-5]\d)?$/;

function instantOf(stamp: string): number {
  const [, year, month, date, hours, minutes, seconds = '0'] = STAMP.exec(stamp) ?? [];
  const day = parseDate(`${year}-${month}-${date}`);
  if (day === undefined) return Number.NaN;
  return day * DAY_MS + (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
}
