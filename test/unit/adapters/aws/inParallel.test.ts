import { inParallel } from '../../../../lib/adapters/aws/inParallel';

describe('inParallel', () => {
  it('works on every item, never on more at once than there are lanes, and on so many where it can', async () => {
    const done: number[] = [];
    let now = 0;
    let most = 0;
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      done.push(item);
    });
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('takes no new item after a failure, and throws it', async () => {
    const begun: number[] = [];
    const working = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      await new Promise((resolve) => setImmediate(resolve));
      if (item === 1) throw new Error('no');
    });
    await expect(working).rejects.toThrow('no');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(begun).toEqual([1, 2]);
  });

  it('has nothing to do where there is nothing', async () => {
    await expect(inParallel([], 4, () => Promise.reject(new Error('called')))).resolves.toBeUndefined();
  });
});
