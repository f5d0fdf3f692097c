import { notedBars } from '../../../lib/app/notedBars';
import { readBars } from '../../../lib/app/readBars';
import { scaledBar } from '../../../lib/market/rebasedBars';
import {
  closeOf,
  KEY,
  LAST,
  SECOND,
  SEVEN,
  SPLIT,
  splitWorld,
  startOf,
  SYMBOL,
  traded,
} from '../../support/splitWorld';

const BARS = { symbol: SYMBOL, interval: '1d' } as const;
const TRADED = new Map(traded().map((bar) => [bar.startAt, bar]));
const onNewScale = (date: string) => scaledBar(TRADED.get(startOf(date))!, 1 / 7);

/** A page of bars around a split, judged up to the session after it unless something else is said. */
async function shown({
  state = 'confirmed',
  until = SECOND,
  from = LAST,
  limit = 3,
}: {
  readonly state?: 'confirmed' | 'suspected' | 'refuted';
  readonly until?: string;
  readonly from?: string;
  readonly limit?: number;
} = {}) {
  const at = await splitWorld('none');
  await at.write({ op: '>', left: 'close', right: 1 });
  await at.judge(until);
  await at.deps.splits.put(SYMBOL, { ...SEVEN, state });
  const [first] = await at.deps.bars.newest({ ...KEY, upTo: closeOf(LAST), limit: 1 });
  await at.deps.bars.putCorrections(SYMBOL, '1d', [{ ...first!, close: first!.low }]);
  const { items: page } = await readBars(at.deps, { ...BARS, from: startOf(from), limit });
  return notedBars(at.deps, { ...BARS, page });
}

describe('bars from before a split', () => {
  it('are shown on the scale since, with what was told of them later', async () => {
    const [last, split] = await shown();
    const { low, ...others } = onNewScale(LAST);
    expect(last).toMatchObject({
      ...others,
      quality: ['corrected', 'rebased'],
      correction: { close: low, low, volume: others.volume },
    });
    expect(split).toMatchObject({ ...TRADED.get(startOf(SPLIT))!, quality: [] });
  });

  it('are shown so on a page that ends before it, so that pages follow on each other', async () => {
    expect(await shown({ limit: 1 })).toMatchObject([{ close: onNewScale(LAST).close }]);
  });

  it.each([
    ['it is suspected', { state: 'suspected' }],
    ['it was none', { state: 'refuted' }],
    ['no bar since is known', { until: LAST }],
  ] as const)('are shown as they were traded while %s', async (_name, so) => {
    const [last] = await shown(so);
    expect(last).toMatchObject({ ...TRADED.get(startOf(LAST))!, quality: ['corrected'] });
  });
});

it('the first bar since a split is not doubted, whose prices have not jumped', async () => {
  const [, split] = await shown({ until: SPLIT });
  expect(split).toMatchObject({ startAt: startOf(SPLIT), quality: [] });
});
