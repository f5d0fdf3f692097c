import * as z from 'zod';
import { lastOpenedSession } from '../../market/calendar/lastOpenedSession';
import { instantOfLabel, newYorkLabel } from '../vendor/newYorkLabel';
import type { Refusal } from '../vendor/outcome';
import { numberOf } from '../vendor/rawRows';
import { type Priced, type PriceQuery, soundPrices, UNREADABLE_PRICE } from '../vendor/soundPrices';

const Body = z.looseObject({ message: z.string().optional(), data: z.array(z.unknown()) });
const Row = z.looseObject({ symbol: z.string(), timestamp: z.string() });

/** What a key is told whose plan lacks it, beside prices that are made up. */
const SAMPLE = /artificial|illustration purposes|premium endpoint/i;
const PLAN = { kind: 'entitlement', scope: 'endpoint' } as const;

/**
 * The prices of `REALTIME_BULK_QUOTES`; undefined for a body that is none. What it does not know it leaves out.
 *
 * Edge  its `close` is the price of regular hours, and stands no later than the close of their session: what is
 *       quoted after hours, or before, is a field of its own.
 */
export function alphaVantageBulk(body: unknown, query: PriceQuery): readonly Priced[] | Refusal | undefined {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return undefined;
  const { message = '', data } = parsed.data;
  return SAMPLE.test(message) ? PLAN : soundPrices(data.map(pricedRow), query);
}

function pricedRow(given: unknown): Priced {
  const row = Row.safeParse(given);
  if (!row.success) return UNREADABLE_PRICE;
  const { symbol, timestamp, close } = row.data;
  return { symbol, price: numberOf(close), asOf: asOfStamp(timestamp) };
}

/** `2024-10-18 15:59:55.291`, as New York's clocks show it. */
const STAMP = /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}):([0-5]\d)(\.\d{1,6})?$/;

function asOfStamp(text: string): number {
  const [, minute, seconds, fraction = ''] = STAMP.exec(text) ?? [];
  const at = instantOfLabel(newYorkLabel(minute)) + Math.floor(Number(`${seconds}${fraction}`) * 1_000);
  if (!Number.isFinite(at)) return Number.NaN;
  return Math.min(at, lastOpenedSession(at)?.closeAt ?? Number.NaN);
}
