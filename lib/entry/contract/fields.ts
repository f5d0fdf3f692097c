import * as z from 'zod';
import { INTERVALS } from '../../market/interval';

const SYMBOL_TEXT = /^[A-Za-z0-9^][A-Za-z0-9.\-=^]{0,14}$/;
const SPAN_TEXT = /^[1-9][0-9]{0,4}(bars|m|h|d)$/;
const DATE_TEXT = /^\d{4}-\d{2}-\d{2}$/;

export const symbolField = z
  .string()
  .regex(SYMBOL_TEXT, {
    error: 'send 1 to 15 of A-Z 0-9 . - = ^, beginning with a letter, a digit or ^, such as "^GSPC"',
  })
  .toUpperCase()
  .meta({ description: 'Ticker symbol; lower case is upper-cased.', example: '^GSPC' });

export const intervalField = z
  .enum(INTERVALS)
  .meta({ description: 'Length of a bar; `1d` is one session.', example: '1d' });

export const horizonField = z
  .string()
  .regex(SPAN_TEXT, { error: 'send a span such as "3bars", "15m", "2h" or "5d"' })
  .meta({ description: 'How far ahead: `3bars`, `15m`, `2h` or `5d` (d counts sessions).', example: '1d' });

/** An id we once gave out. One that cannot exist is looked up all the same, and is not found. */
export const idField = z.string().min(1).max(128).meta({ description: 'An id from an earlier answer.' });

export const instantField = z.iso
  .datetime({ error: 'send an ISO-8601 instant in UTC, such as "2008-09-15T20:00:00.000Z"' })
  .meta({ description: 'ISO-8601, UTC.', example: '2008-09-15T20:00:00.000Z' });

export const dateField = z.iso
  .date({ error: 'send a date such as "2008-09-15"' })
  .meta({ description: 'A session date.', example: '2008-09-15' });

/** A place in time as a query gives it: a whole date or one instant. */
export const dateOrInstantField = z
  .union([dateField, instantField], {
    error: 'send a date such as "2008-09-15" or an instant such as "2008-09-15T20:00:00Z"',
  })
  .meta({ description: 'A date, or an ISO-8601 instant in UTC.', example: '2008-09-15' });

export const isDateText = (text: string): boolean => DATE_TEXT.test(text);

const limitField = (most: number, standard: number) =>
  z
    .string()
    .regex(/^[0-9]{1,4}$/, { error: `send a whole number from 1 to ${most}` })
    .transform(Number)
    .pipe(z.int().min(1).max(most))
    .default(standard)
    .meta({
      description: 'At most so many of them on one page.',
      example: standard,
      // Published as the number it means, not as the text a query carries it in.
      override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
        delete jsonSchema.pattern;
        Object.assign(jsonSchema, { type: 'integer', minimum: 1, maximum: most, default: standard });
      },
    });

const cursorField = z.string().max(1024).optional().meta({
  description: 'The `nextCursor` of the page before: opaque, bound to route, filters and API key.',
});

/** `limit` and `cursor` of an ordinary list. */
export const pageFields = { limit: limitField(100, 20), cursor: cursorField };

/** `limit` and `cursor` of bars and sessions, which are small and many. */
export const longPageFields = { limit: limitField(1000, 500), cursor: cursorField };

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item).meta({ description: 'What this page holds, in the order of the list.' }),
    nextCursor: z.string().nullable().meta({
      description: 'Null on the last page. A page may end before its `limit`, at about 4 MB, and go on here.',
      example: null,
    }),
  });

export const finite = (description: string) => z.number().meta({ description });

export const text = (description: string) => z.string().meta({ description });

/** The five numbers of a bar. */
export const barNumbers = {
  open: finite('First price of the bar.'),
  high: finite('Highest price of the bar.'),
  low: finite('Lowest price of the bar.'),
  close: finite('Last price of the bar.'),
  volume: finite('How much was traded in the bar.'),
};
