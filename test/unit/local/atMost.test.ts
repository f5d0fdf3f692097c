import { atMost } from '../../../lib/local/atMost';

const takes = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('atMost', () => {
  it('waits for work that ends in time', async () => {
    let ended = false;
    await atMost(
      5000,
      takes(5).then(() => (ended = true)),
    );
    expect(ended).toBe(true);
  });

  it('waits no longer than it may', async () => {
    const startedAt = performance.now();
    await atMost(10, takes(500));
    expect(performance.now() - startedAt).toBeLessThan(400);
  });

  it('fails as the work does', async () => {
    await expect(atMost(5000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
