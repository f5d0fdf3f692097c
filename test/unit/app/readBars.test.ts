import { readBars } from '../../../lib/app/readBars';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const DAYS = sessionsBetween('2024-01-02', '2024-01-31').map(({ date }) => date);
const BARS = walkBars('2024-01-02', '2024-02-29', 5);
const startOf = (date: string) => Date.parse(`${date}T00:00:00Z`);
const NOW = sessionsBetween('2024-01-31', '2024-01-31')[0]!.closeAt;

async function dates(query: {
  from?: string;
  before?: string;
  after?: string;
  limit: number;
}): Promise<string[]> {
  const { deps } = world({ bars: { [SYMBOL]: BARS }, marketNow: NOW });
  const { from, before, after, limit } = query;
  const { items } = await readBars(deps, {
    symbol: SYMBOL,
    interval: '1d',
    limit,
    ...(from !== undefined && { from: startOf(from) }),
    ...(before !== undefined && { before: startOf(before) }),
    ...(after !== undefined && { after: startOf(after) }),
  });
  return items.map((bar) => new Date(bar.startAt).toISOString().slice(0, 10));
}

describe('readBars', () => {
  it.each([
    ['the newest without a beginning', { limit: 3 }, DAYS.slice(-3)],
    [
      'the newest before an end, however far back that lies',
      { before: DAYS[5]!, limit: 2 },
      DAYS.slice(3, 5),
    ],
    ['the oldest from a beginning on', { from: DAYS[4]!, limit: 3 }, DAYS.slice(4, 7)],
    ['those between two ends', { from: DAYS[4]!, before: DAYS[6]!, limit: 10 }, DAYS.slice(4, 6)],
    ['those behind the page before', { from: DAYS[4]!, after: DAYS[6]!, limit: 2 }, DAYS.slice(7, 9)],
    ['none that has not closed', { from: '2024-02-01', limit: 10 }, []],
  ])('serves %s', async (_what, query, expected) => {
    expect(await dates(query)).toEqual(expected);
  });
});
