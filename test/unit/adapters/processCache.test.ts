import { processCache } from '../../../lib/adapters/processCache';
import { standingClock } from '../../support/world';

const opened = (change: { most?: number; chance?: () => number } = {}) => {
  const clock = standingClock(1_000);
  const cache = processCache<string>({ mostMs: 100, most: 10, chance: () => 0, ...change }, clock);
  const made: string[] = [];
  /** What is made is numbered over all names. */
  const get = (name: string, isFresh?: (kept: string) => boolean) =>
    cache.get(name, async () => made[made.push(`${name}${made.length + 1}`) - 1]!, isFresh && { isFresh });
  return { clock, cache, get, made };
};

describe('what a process keeps', () => {
  it('is made once for its time, and again after it', async () => {
    const { clock, get } = opened();
    expect(await get('a')).toBe('a1');
    clock.advance(99);
    expect(await get('a')).toBe('a1');
    clock.advance(2);
    expect(await get('a')).toBe('a2');
    expect(await get('b')).toBe('b3');
  });

  it.each([
    [0, 100],
    [0.5, 95],
    [1, 90],
  ])('goes up to a tenth of its time earlier: by chance %p after %p ms', async (chance, keptMs) => {
    const { clock, get, made } = opened({ chance: () => chance });
    await get('a');
    clock.advance(keptMs);
    await get('a');
    expect(made).toHaveLength(1);
    clock.advance(1);
    await get('a');
    expect(made).toHaveLength(2);
  });

  it('is made again where it is not fresh any more, once for all who ask', async () => {
    const { get, made } = opened();
    await get('a');
    const isFresh = (kept: string) => kept !== 'a1';
    expect(await Promise.all([get('a', isFresh), get('a', isFresh), get('a', isFresh)])).toEqual([
      'a2',
      'a2',
      'a2',
    ]);
    expect(made).toEqual(['a1', 'a2']);
  });

  it('is made once for all who ask meanwhile, and its time runs from there', async () => {
    const { clock, cache } = opened();
    let [makings, finish] = [0, (_made: string): void => undefined];
    const slow = () => {
      makings += 1;
      return new Promise<string>((resolve) => (finish = resolve));
    };
    const asked = [cache.get('a', slow), cache.get('a', slow)];
    clock.advance(60);
    finish('made');
    expect(await Promise.all(asked)).toEqual(['made', 'made']);
    clock.advance(41);
    const later = cache.get('a', slow);
    expect(makings).toBe(2);
    finish('again');
    expect(await later).toBe('again');
  });

  it('is nothing that failed: all who wait are told, and the next one makes it', async () => {
    const { cache, get } = opened();
    const failing = async () => {
      throw new Error('no answer');
    };
    const asked = [cache.get('a', failing), get('a'), get('a')];
    expect(await Promise.allSettled(asked)).toEqual(
      asked.map(() => expect.objectContaining({ status: 'rejected' })),
    );
    expect(await get('a')).toBe('a1');
  });

  it('is nothing that is not worth keeping: who waits is given it, and the next one makes it', async () => {
    const { clock, cache } = opened();
    let makings = 0;
    const make = () => new Promise<string>((resolve) => setImmediate(resolve, `${(makings += 1)}`));
    const get = () => cache.get('a', make, { isKept: (made) => made !== '1' });
    expect(await Promise.all([get(), get(), get()])).toEqual(['1', '1', '1']);
    expect(await Promise.all([get(), get()])).toEqual(['2', '2']);
    clock.advance(99);
    expect(await get()).toBe('2');
  });

  it('is made once even where that takes longer than its time, or others come meanwhile', async () => {
    const { clock, cache, get } = opened({ most: 2 });
    let [makings, finish] = [0, (_made: string): void => undefined];
    const slow = () => {
      makings += 1;
      return new Promise<string>((resolve) => (finish = resolve));
    };
    const asked = [cache.get('slow', slow)];
    clock.advance(150);
    for (const name of ['a', 'b', 'c', 'd']) await get(name);
    asked.push(cache.get('slow', slow));
    finish('made');
    expect([await Promise.all(asked), makings]).toEqual([['made', 'made'], 1]);
    void cache.get('slow', slow);
    expect(makings).toBe(2);
  });

  it('is drawn its time anew each time that it is made', async () => {
    const chances = [1, 0];
    const { clock, get, made } = opened({ chance: () => chances.shift() ?? 0 });
    for (const laterMs of [0, 91, 95]) {
      clock.advance(laterMs);
      await get('a');
    }
    expect(made).toEqual(['a1', 'a2']);
  });

  it('is let go once its time is over, whether anybody asks for it or not', async () => {
    const { clock, get } = opened();
    await get('a');
    clock.advance(101);
    await get('b');
    clock.set(1_000);
    // Back at a time at which it would still count, it is gone.
    expect(await get('a')).toBe('a3');
  });

  it('is so many values: the one that was asked for the longest ago makes room', async () => {
    const { get, made } = opened({ most: 2 });
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await get(name);
    expect(made).toEqual(['a1', 'b2', 'c3', 'b4']);
  });

  it('stands behind those that were asked for later, also where it was made again', async () => {
    const { get, made } = opened({ most: 2 });
    await get('a');
    await get('b');
    await get('a', (kept) => kept !== 'a1');
    await get('c');
    await get('a');
    expect(made).toEqual(['a1', 'b2', 'a3', 'c4']);
  });
});
