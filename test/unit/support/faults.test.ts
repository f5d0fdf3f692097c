import { memoryCursors } from '../../../lib/adapters/memory/memoryCursors';
import { memoryQueue } from '../../../lib/adapters/memory/memoryQueue';
import { Crash, failing } from '../../support/faults';

describe('failing', () => {
  it('fails the named call before its effect, and no other', async () => {
    const cursors = failing(memoryCursors(), [{ method: 'advance', nth: 2, when: 'before' }]);
    await cursors.advance('s', '1d', undefined, 1);
    await expect(cursors.advance('s', '1d', 1, 2)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await cursors.read('s', '1d')).toBe(1);
    expect(await cursors.advance('s', '1d', 1, 2)).toBe(true);
  });

  it('fails the named call after its effect took place', async () => {
    const cursors = failing(memoryCursors(), [{ method: 'advance', nth: 1, when: 'after' }]);
    await expect(cursors.advance('s', '1d', undefined, 1)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    expect(await cursors.read('s', '1d')).toBe(1);
  });

  it('throws the error of the plan', async () => {
    const error = new Crash('died');
    const cursors = failing(memoryCursors(), [{ method: 'read', nth: 1, when: 'before', error }]);
    await expect(cursors.read('s', '1d')).rejects.toBe(error);
  });

  it('passes properties through as they are at the time', async () => {
    const queue = failing(memoryQueue<string>(), [{ method: 'send', nth: 2, when: 'before' }]);
    await queue.send(['a']);
    expect(queue.messages).toEqual(['a']);
    expect(queue.take(1)).toEqual(['a']);
    expect(queue.messages).toEqual([]);
  });
});
