import type { ModelStore } from '../../lib/ports/ModelStore';
import { unique } from '../support/unique';

export function modelStoreLaws(make: () => ModelStore): void {
  describe('a model store', () => {
    it.each([
      { text: '{"weights":[0.1,-2e-9]}', law: 'a model' },
      { text: '{"name":"étage ② 𝄞"}', law: 'text beyond ASCII' },
      { text: 'not JSON at all', law: 'text that is no JSON, unjudged' },
      { text: `{"weights":[${'0.123456789,'.repeat(80_000)}0]}`, law: 'a model of a megabyte' },
    ])('gives back $law', async ({ text }) => {
      const store = make();
      const key = `models/${unique('m')}.json`;
      await store.put(key, text);
      expect(await store.get(key)).toBe(text);
    });

    it('has nothing under a key that was never put', async () => {
      expect(await make().get(`models/${unique('m')}.json`)).toBeUndefined();
    });

    it('gives back the last text put under a key', async () => {
      const store = make();
      const key = `models/shared/${unique('GA=')}/m 1.json`;
      await store.put(key, 'first');
      await store.put(key, 'second');
      expect(await store.get(key)).toBe('second');
    });
  });
}
