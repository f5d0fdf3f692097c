import { readBars } from '../../app/readBars';
import { readQuote } from '../../app/readQuote';
import { DAY_MS } from '../../market/calendar/civilDate';
import { Problem } from '../../problems';
import { listBars } from '../contract/bars';
import { isDateText } from '../contract/fields';
import { getQuote } from '../contract/quotes';
import { bind } from '../http/binding';
import { barView } from '../views/barView';
import { pageView } from '../views/pageView';
import { quoteView } from '../views/quoteView';

export const barRoutes = [
  bind(listBars, async (deps: Parameters<typeof readBars>[0], { params, query, paging }) => {
    const { interval, from, to, limit } = query;
    if (from !== undefined && to !== undefined) requireOrder(from, to);
    const page = await readBars(deps, {
      symbol: params.symbol,
      interval,
      limit,
      ...(from !== undefined && { from: Date.parse(from) }),
      ...(to !== undefined && { before: endOf(to) }),
      ...(paging.after !== undefined && { after: Number(paging.after) }),
    });
    const next = page.next === undefined ? undefined : String(page.next);
    return { data: pageView({ items: page.items, next }, paging, barView) };
  }),
  bind(getQuote, async (deps: Parameters<typeof readQuote>[0], { params, query }) => ({
    data: quoteView(await readQuote(deps, { symbol: params.symbol, interval: query.interval })),
  })),
];

function requireOrder(from: string, to: string): void {
  const isEmpty = isDateText(to) ? endOf(to) <= Date.parse(from) : endOf(to) < Date.parse(from);
  if (!isEmpty) return;
  const message = `"to" is "${to}", before "from" "${from}"; send a later one.`;
  throw new Problem('INPUT_INVALID', message, { details: [{ path: 'to', message }] });
}

/** A date is included up to its last bar; an instant is where the bars end. */
const endOf = (to: string): number => Date.parse(to) + (isDateText(to) ? DAY_MS : 0);
