import { lazily } from '../../../lib/adapters/lazily';

type Port = { double(n: number): Promise<number> };

const port: Port = { double: async (n) => 2 * n };

describe('lazily', () => {
  it('loads nothing before the first call, and once however many follow', async () => {
    let loads = 0;
    const lazy = lazily<Port>(async () => {
      loads += 1;
      return port;
    });
    expect(loads).toBe(0);
    expect(await Promise.all([lazy.double(2), lazy.double(3)])).toEqual([4, 6]);
    expect(loads).toBe(1);
  });

  it('tries again when loading failed', async () => {
    let loads = 0;
    const lazy = lazily<Port>(async () => {
      loads += 1;
      if (loads === 1) throw new Error('the first load fails');
      return port;
    });
    await expect(lazy.double(1)).rejects.toThrow('the first load fails');
    expect(await lazy.double(1)).toBe(2);
  });

  it('may be awaited like any value', async () => {
    const lazy = lazily<Port>(async () => port);
    expect(await (await Promise.resolve(lazy)).double(4)).toBe(8);
  });
});
