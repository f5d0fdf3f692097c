import type { ImportDeps } from '../../app/importBars';
import { importBars } from '../../app/importBars';
import type { ImportRow } from '../../app/importRow';
import { notedBars } from '../../app/notedBars';
import { readBars } from '../../app/readBars';
import { readQuote } from '../../app/readQuote';
import { resolvedSeries } from '../../app/resolvedSeries';
import type { Interval } from '../../market/interval';
import { DAY_MS } from '../../market/calendar/civilDate';
import { Problem } from '../../problems';
import { listBars } from '../contract/bars';
import * as contract from '../contract/barsImport';
import { isDateText } from '../contract/fields';
import { getQuote } from '../contract/quotes';
import { bind } from '../http/binding';
import { jsonRows } from '../jsonRows';
import { barView } from '../views/barView';
import { pageView } from '../views/pageView';
import { quoteView } from '../views/quoteView';

export const barRoutes = [
  bind(listBars, async (deps: Parameters<typeof readBars>[0], { tenant, params, query, paging }) => {
    const { interval, from, to, limit } = query;
    if (from !== undefined && to !== undefined) requireOrder(from, to);
    const symbol = await resolvedSeries(deps, { tenant, symbol: params.symbol, interval });
    const page = await readBars(deps, {
      symbol,
      interval,
      limit,
      ...(from !== undefined && { from: Date.parse(from) }),
      ...(to !== undefined && { before: endOf(to) }),
      ...(paging.after !== undefined && { after: Number(paging.after) }),
    });
    const next = page.next === undefined ? undefined : String(page.next);
    const stale = page.sourceFailed !== undefined && ({ stale: true, staleReason: 'sourceFailed' } as const);
    const items = await notedBars(deps, { symbol, interval, page: page.items });
    return { data: { ...pageView({ items, next }, paging, barView), ...stale } };
  }),
  bind(getQuote, async (deps: Parameters<typeof readQuote>[0], { tenant, params, query }) => ({
    data: quoteView(await readQuote(deps, { tenant, ...params, ...query })),
  })),
  bind(contract.importBars, async (deps: ImportDeps, { tenant, params, query, body, csv }) => {
    const brought = csv === undefined && body ? fromJson(body, query) : await fromCsv(csv ?? '', query);
    const partial = query.partial === 'true';
    return { data: await importBars(deps, { tenant, symbol: params.symbol, ...brought, partial }) };
  }),
];

type Brought = { readonly interval: Interval; readonly rows: readonly ImportRow[] };

type Asked = { readonly interval?: Interval | undefined };

function fromJson(
  { interval, bars }: { readonly interval: Interval; readonly bars: Parameters<typeof jsonRows>[0] },
  query: Asked,
): Brought {
  if (query.interval !== undefined)
    throw refused(
      'interval',
      `"interval" is "${query.interval}" in the query; leave it out, JSON says it in its body.`,
    );
  return { interval, rows: jsonRows(bars) };
}

/** Few imports are CSV: what reads it is loaded by the first that is. */
async function fromCsv(csv: string, { interval }: Asked): Promise<Brought> {
  if (interval === undefined)
    throw refused(
      'interval',
      '"interval" is missing; say in the query which bars the CSV holds, such as "?interval=1d".',
    );
  const { csvRows } = await import('../csvRows');
  return { interval, rows: csvRows(csv, contract.MOST_IMPORTED_BARS) };
}

const refused = (path: string, message: string): Problem =>
  new Problem('INPUT_INVALID', message, { details: [{ path, message }] });

function requireOrder(from: string, to: string): void {
  const isEmpty = isDateText(to) ? endOf(to) <= Date.parse(from) : endOf(to) < Date.parse(from);
  if (!isEmpty) return;
  const message = `"to" is "${to}", before "from" "${from}"; send a later one.`;
  throw refused('to', message);
}

/** A date is included up to its last bar; an instant is where the bars end. */
const endOf = (to: string): number => Date.parse(to) + (isDateText(to) ? DAY_MS : 0);
