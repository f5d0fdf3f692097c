import type { RawBar } from './bar';
import { DAY_MS } from './calendar/civilDate';
import { instantOf } from './barText';

/** The first line of bars as text. */
export const BAR_CSV_HEADER = 'timestamp,open,high,low,close,volume';

const [COMMA, NEWLINE, POINT, COLON, ZERO, NINE] = [44, 10, 46, 58, 48, 57];
const [LETTER_T, LETTER_Z] = [84, 90];
const DATE_LENGTH = 10;
/** So many digits are an integer that a float holds exactly, and so is the power of ten it is divided by. */
const EXACT_DIGITS = 15;
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, power) => 10 ** power);

/** How far the text is read; the last date is remembered, since bars of one day follow each other. */
type Cursor = { readonly text: string; at: number; date: string; dayAt: number };

/**
 * Bars of a text in the form that this product writes, without a CSV reader: the header, then lines of an instant in
 * UTC and five decimals, ended by a newline.
 *
 * Shape   in the order of the lines.
 * Edge    undefined for any other form, sound or not: a CSV reader has to look at it.
 * @example canonicalBars('timestamp,open,high,low,close,volume\n1970-01-02,1,2,0.5,1.5,10\n')
 */
export function canonicalBars(text: string): RawBar[] | undefined {
  if (!text.startsWith(`${BAR_CSV_HEADER}\n`)) return undefined;
  const cursor: Cursor = { text, at: BAR_CSV_HEADER.length + 1, date: '', dayAt: Number.NaN };
  const bars: RawBar[] = [];
  while (cursor.at < text.length) {
    const startAt = nextInstant(cursor);
    const open = nextDecimal(cursor, COMMA);
    const high = nextDecimal(cursor, COMMA);
    const low = nextDecimal(cursor, COMMA);
    const close = nextDecimal(cursor, COMMA);
    const volume = nextDecimal(cursor, NEWLINE);
    // A cell that is not in the form is NaN, and so is any sum with it.
    if (Number.isNaN(startAt + open + high + low + close + volume)) return undefined;
    bars.push({ startAt, open, high, low, close, volume });
  }
  return bars;
}

/**
 * A decimal up to its ending, which the end of the text may stand in for behind a volume: its digits as one number that
 * is exact, divided by another, which is the float nearest to it.
 */
function nextDecimal(cursor: Cursor, ending: number): number {
  const { text, at: begins } = cursor;
  let at = begins;
  let mantissa = 0;
  let code = text.charCodeAt(at);
  for (; code >= ZERO && code <= NINE; code = text.charCodeAt((at += 1)))
    mantissa = mantissa * 10 + code - ZERO;
  const pointAt = at;
  if (code === POINT)
    for (code = text.charCodeAt((at += 1)); code >= ZERO && code <= NINE; code = text.charCodeAt((at += 1)))
      mantissa = mantissa * 10 + code - ZERO;
  const decimals = Math.max(0, at - pointAt - 1);
  const digits = pointAt - begins + decimals;
  if (digits === 0 || !isEnd(text, at, ending)) return Number.NaN;
  cursor.at = at + 1;
  return digits <= EXACT_DIGITS ? mantissa / POWERS[decimals]! : Number(text.slice(begins, at));
}

const isEnd = (text: string, at: number, ending: number): boolean =>
  text.charCodeAt(at) === ending || (ending === NEWLINE && at === text.length);

/** An instant as `YYYY-MM-DD`, or with `THH:MMZ` or `THH:MM:SSZ` behind it, up to a comma. */
function nextInstant(cursor: Cursor): number {
  const { text, at } = cursor;
  const dayAt = dayStart(cursor);
  const timeAt = at + DATE_LENGTH;
  const first = text.charCodeAt(timeAt);
  if (first === COMMA) return ended(cursor, timeAt, dayAt);
  if (first !== LETTER_T || text.charCodeAt(timeAt + 3) !== COLON) return Number.NaN;
  const minutesAt = dayAt + (below(24, text, timeAt + 1) * 60 + below(60, text, timeAt + 4)) * 60_000;
  const last = text.charCodeAt(timeAt + 6);
  if (last === LETTER_Z) return ended(cursor, timeAt + 7, minutesAt);
  if (last !== COLON || text.charCodeAt(timeAt + 9) !== LETTER_Z) return Number.NaN;
  return ended(cursor, timeAt + 10, minutesAt + below(60, text, timeAt + 7) * 1_000);
}

function ended(cursor: Cursor, at: number, instant: number): number {
  if (cursor.text.charCodeAt(at) !== COMMA) return Number.NaN;
  cursor.at = at + 1;
  return instant;
}

function dayStart(cursor: Cursor): number {
  const { text, at, date } = cursor;
  if (date !== '' && text.startsWith(date, at)) return cursor.dayAt;
  cursor.date = text.slice(at, at + DATE_LENGTH);
  const instant = instantOf(cursor.date);
  cursor.dayAt = instant % DAY_MS === 0 ? instant : Number.NaN;
  return cursor.dayAt;
}

/** Two digits below a limit. */
function below(limit: number, text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - ZERO, text.charCodeAt(at + 1) - ZERO];
  if (!(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9)) return Number.NaN;
  const pair = tens * 10 + ones;
  return pair < limit ? pair : Number.NaN;
}
