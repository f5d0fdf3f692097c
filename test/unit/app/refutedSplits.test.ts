import { REFUTED_AFTER_MS } from '../../../lib/market/split';
import {
  closeBefore,
  FOURTH,
  LAST,
  SECOND,
  SEVEN,
  SPLIT,
  splitWorld,
  startOf,
  SYMBOL,
  THIRD,
  traded,
  UNSPLIT,
} from '../../support/splitWorld';

/** A fall as of a split, on a Thursday: a Monday is four days later, and a Tuesday five. */
const FALL = { ...SEVEN, at: startOf(SECOND) };
const [MONDAY, TUESDAY] = [FOURTH, '2024-01-23'];

const fallen = async () => {
  const at = await splitWorld('not announced', traded(UNSPLIT, FALL));
  await at.write({ op: '<', left: 'close', right: 0.5 * closeBefore });
  const state = async () => (await at.stores.splits.ofSymbol(SYMBOL)).map((split) => split.state);
  return { ...at, state };
};

describe('a split that nobody announces', () => {
  it('is suspected in the last session before five days are over, and none in the first after', async () => {
    expect(startOf(TUESDAY) - FALL.at).toBe(REFUTED_AFTER_MS);
    const at = await fallen();
    for (const date of [LAST, SPLIT, SECOND, THIRD, MONDAY]) await at.judge(date);
    expect([await at.state(), await at.fired()]).toEqual([['suspected'], []]);
    await at.judge(TUESDAY);
    expect([await at.state(), await at.fired()]).toEqual([['refuted'], [TUESDAY]]);
  });

  it('keeps rules waiting for as long where all of it is judged at once', async () => {
    const at = await fallen();
    await at.judge(TUESDAY);
    expect([await at.state(), await at.fired()]).toEqual([['refuted'], [TUESDAY]]);
  });
});
