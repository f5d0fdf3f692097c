import { inLanes } from '../../lib/inLanes';

describe('inLanes', () => {
  it('works on every item, never on more at once than there are lanes, and on so many where it can', async () => {
    const done: number[] = [];
    let now = 0;
    let most = 0;
    const results = await inLanes([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      done.push(item);
      return item * 10;
    });
    expect(results).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('takes no new item after a failure, and throws it once what had begun has ended', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const working = inLanes([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      await new Promise((resolve) => setImmediate(resolve));
      if (item === 1) throw new Error('no');
      await new Promise((resolve) => setImmediate(resolve));
      ended.push(item);
    });
    await expect(working).rejects.toThrow('no');
    expect([begun, ended]).toEqual([[1, 2], [2]]);
  });

  it('has nothing to do where there is nothing', async () => {
    await expect(inLanes([], 4, () => Promise.reject(new Error('called')))).resolves.toEqual([]);
  });
});
