import * as z from 'zod';
import { newYorkDay } from '../../market/calendar/newYorkDay';
import { sessionOfDay } from '../../market/calendar/sessionOfDay';
import { newYorkLabel } from '../vendor/newYorkLabel';
import { type Refusal, UNKNOWN_SYMBOL } from '../vendor/outcome';
import { numberOf } from '../vendor/rawRows';
import { type Priced, type PriceQuery, soundPrices } from '../vendor/soundPrices';
import { fieldOf } from './fieldOf';

const Fields = z.record(z.string(), z.unknown());

/** A plan for delayed data has its delay in the name: `Global Quote - DATA DELAYED BY 15 MINUTES`. */
const NAME = /^Global Quote(?: - DATA DELAYED BY (\d{1,3}) MINUTES)?\b/;

/**
 * The price of a `GLOBAL_QUOTE`; undefined for a body that is none, or of another symbol.
 *
 * Edge  all that is known of its time is the session: the price stands as of that session's close, and while it trades
 *       as of now, less the delay that the body tells of. The trade itself may have been earlier. A day on which
 *       nothing trades, or that has not come, is no time at all.
 */
export function alphaVantageQuote(body: unknown, query: PriceQuery): readonly Priced[] | Refusal | undefined {
  const parts = Object.entries(Fields.safeParse(body).data ?? {});
  const [name, given] = parts.find(([key]) => NAME.test(key)) ?? [];
  const fields = Fields.safeParse(given);
  if (name === undefined || !fields.success) return undefined;
  if (Object.keys(fields.data).length === 0) return UNKNOWN_SYMBOL;
  const { data } = fields;
  const delayMs = Number(NAME.exec(name)?.[1] ?? 0) * 60_000;
  const priced = {
    symbol: String(fieldOf(data, 'symbol')),
    price: numberOf(fieldOf(data, 'price')),
    asOf: asOfDay(fieldOf(data, 'latest trading day'), query.now, delayMs),
  };
  return soundPrices([priced], query);
}

function asOfDay(text: unknown, now: number, delayMs: number): number {
  const label = newYorkLabel(text);
  if (label === undefined || label.minuteOfDay !== undefined || label.day > newYorkDay(now))
    return Number.NaN;
  const session = sessionOfDay(label.day);
  return session ? Math.min(session.closeAt, now - delayMs) : Number.NaN;
}
