import { credibleBars, credibleUpTo } from '../../../lib/market/credibleBars';
import { dailyBars, type Prices } from '../../support/madeBars';

const CALM = Array.from({ length: 61 }, (_, place): Prices => ({ close: place % 2 === 0 ? 100 : 101 }));
const after = (...more: Prices[]) => dailyBars([...CALM, ...more]);
const HALT: Prices = { close: 100, open: 100, volume: 0 };

/** What becomes of the bars after the calm ones, in one word each. */
function told(more: readonly Prices[], symbol = 'MADE'): string {
  const clean = dailyBars([...CALM, ...more], symbol);
  const { bars, withheld, pending } = credibleBars(clean);
  return clean.bars
    .slice(CALM.length)
    .map((bar) => {
      const reason = withheld.get(bar.startAt);
      if (bars.includes(bar)) return reason === undefined ? 'bar' : 'both';
      return bar === pending ? 'pending' : (reason ?? 'lost');
    })
    .join(' ');
}

describe('credible bars', () => {
  it.each<[string, readonly Prices[], string]>([
    ['are all of a calm market', [{ close: 100 }, { close: 102 }], 'bar bar'],
    ['lack the newest while its jump waits to be confirmed', [{ close: 100 }, { close: 150 }], 'bar pending'],
    ['have a jump that was confirmed', [{ close: 150 }, { close: 151 }], 'bar bar'],
    ['lack a jump that went back', [{ close: 150 }, { close: 100 }], 'unconfirmed bar'],
    [
      'have the bar that follows on one that went back, and lack it no more than others',
      [{ close: 150 }, { close: 100 }, { close: 101 }],
      'unconfirmed bar bar',
    ],
    [
      'hold a jump against the one before a bad print',
      [{ close: 150 }, { close: 110 }, { close: 111 }],
      'unconfirmed bar bar',
    ],
    [
      'wait with the bar after a bad print that is no nearer than a jump',
      [{ close: 300 }, { close: 124 }],
      'unconfirmed pending',
    ],
    ['wait anew where a confirmed jump goes on', [{ close: 150 }, { close: 230 }], 'bar pending'],
    ['lack a halt', [HALT, HALT], 'halted halted'],
    [
      'hold the bar after a halt against the one before it',
      [HALT, { close: 150 }, { close: 100 }],
      'halted unconfirmed bar',
    ],
    [
      'let the first bar after a halt confirm a jump, not the halt',
      [{ close: 150 }, { ...HALT, close: 150, open: 150 }],
      'pending halted',
    ],
    [
      'take a jump for confirmed once trading goes on',
      [{ close: 150 }, { ...HALT, close: 150, open: 150 }, { close: 152 }],
      'bar halted bar',
    ],
  ])('%s', (_name, more, expected) => {
    expect(told(more)).toBe(expected);
  });

  it.each([1, 30, 31, 60, 400])('lack a halt to its end, of %i bars, and the next', (count) => {
    const halts = Array.from({ length: count }, () => HALT);
    const words = `${halts.map(() => 'halted').join(' ')} bar halted bar`;
    expect(told([...halts, { close: 100 }, HALT, { close: 101 }])).toBe(words);
  });

  it('are all of a symbol without volumes, however long it stands still', () => {
    const still = [...CALM, ...CALM].map(({ close }) => ({ close, volume: 0 }));
    const halts = Array.from({ length: 80 }, () => ({ ...HALT, close: still.at(-1)!.close }));
    expect(credibleBars(dailyBars([...still, ...halts])).withheld.size).toBe(0);
  });

  it('are all that a tenant has imported', () => {
    const wild = [{ close: 150 }, { close: 100 }, HALT, { close: 500, high: 5_000 }];
    expect(told(wild, 'acme/MADE')).toBe('bar bar bar bar');
    expect(told(wild)).toBe('unconfirmed bar halted pending');
    expect(credibleBars(dailyBars([...CALM, ...wild], 'acme/MADE')).prints.size).toBe(0);
  });

  it('believe the first 61, for want of others to judge them by', () => {
    const rows = (count: number) => [...CALM.slice(0, count), { close: 300 }];
    expect(credibleBars(dailyBars(rows(60))).pending).toBeUndefined();
    expect(credibleBars(dailyBars(rows(61))).pending).toBeDefined();
  });

  it('tell which prints are doubted among those that are left', () => {
    const clean = after({ close: 300, high: 900 }, { close: 100, high: 300 }, { close: 101 });
    const { prints } = credibleBars(clean);
    const [bad, doubted] = clean.bars.slice(CALM.length);
    expect([...prints.keys()]).toEqual([doubted!.startAt]);
    expect(prints.has(bad!.startAt)).toBe(false);
    expect(prints.get(doubted!.startAt)!.settledAt).toBe(clean.bars.at(-1)!.closedAt);
  });

  it('keep the names of the series', () => {
    expect(credibleBars(after())).toMatchObject({ symbol: 'MADE', interval: '1d', source: 'made' });
  });
});

describe('credible bars up to an instant', () => {
  const clean = after({ close: 150 }, { close: 100 }, { close: 150 });
  const credible = credibleBars(clean);
  const closeOf = (place: number) => clean.bars[place]!.closedAt;

  it.each<[string, number, number, readonly number[]]>([
    ['the newest of them', closeOf(60), 2, [59, 60]],
    ['none that closed later', closeOf(60) - 1, 2, [58, 59]],
    ['none that is left out', closeOf(61), 2, [59, 60]],
    ['all, where there are fewer', closeOf(1), 5, [0, 1]],
    ['to the end', closeOf(63), 2, [60, 62]],
    ['none before the first', closeOf(0) - 1, 2, []],
  ])('are %s', (_name, closedAt, count, places) => {
    const { bars, pending } = credibleUpTo(credible, { closedAt, count });
    expect(bars.map(({ startAt }) => startAt)).toEqual(places.map((place) => clean.bars[place]!.startAt));
    expect(pending).toBeUndefined();
  });
});
