import { orElse } from '../../../lib/app/orElse';
import { Problem } from '../../../lib/problems';

const holds = () => Promise.resolve();
const out = new Problem('STORE_UNAVAILABLE', 'Not now.');
const full = new Problem('LIMIT_EXCEEDED', 'No room.');
const gone = new Problem('NOT_FOUND', 'Nothing is here.');

describe('what must hold of a write', () => {
  it('is left alone where all of it holds', async () => {
    const undo = jest.fn(holds);
    expect(await orElse(undo, holds(), holds())).toBe(true);
    expect(undo).not.toHaveBeenCalled();
  });

  it.each([full, out, new Error('a bug')])(
    'undoes the write where it does not, and says why: %s',
    async (reason) => {
      const undo = jest.fn(holds);
      await expect(orElse(undo, holds(), Promise.reject(reason))).rejects.toBe(reason);
      expect(undo).toHaveBeenCalledTimes(1);
    },
  );

  it('is told once all of it is known: nothing is looked at that is being undone', async () => {
    const order: string[] = [];
    const slow = new Promise<void>((resolve) => setTimeout(resolve, 10)).then(() => void order.push('known'));
    const undo = async () => void order.push('undone');
    await expect(orElse(undo, Promise.reject(full), slow)).rejects.toBe(full);
    expect(order).toEqual(['known', 'undone']);
  });

  it('takes what is gone already for undone', async () => {
    await expect(orElse(() => Promise.reject(gone), Promise.reject(full))).rejects.toBe(full);
  });

  it('leaves what others have changed meanwhile, and says so', async () => {
    const changed = new Problem('STORE_CONFLICT', 'It is at version 2.');
    expect(await orElse(() => Promise.reject(changed), Promise.reject(full))).toBe(false);
  });

  it('fails as undoing did, so that the request is tried again', async () => {
    await expect(orElse(() => Promise.reject(out), Promise.reject(full))).rejects.toBe(out);
  });
});
