import type { RepeatableRequest, SavedAnswers } from '../../lib/ports/SavedAnswers';
import { Problem } from '../../lib/problems';
import { unique } from '../support/unique';

const requestOf = (change: Partial<RepeatableRequest> = {}): RepeatableRequest => ({
  tenant: unique('tenant'),
  route: 'createThing',
  key: unique('key'),
  content: '{"a":1}',
  mostMs: 10_000,
  ...change,
});

/** A run that counts itself. */
function counted(answer = 'answer') {
  const runs = { count: 0 };
  const run = async () => {
    runs.count += 1;
    return `${answer} ${runs.count}`;
  };
  return { runs, run };
}

export function savedAnswersLaws(make: () => SavedAnswers): void {
  describe('saved answers', () => {
    it('run a request once, and give its answer to every repetition', async () => {
      const [answers, request, { runs, run }] = [make(), requestOf(), counted()];
      expect(await answers.once(request, run)).toBe('answer 1');
      expect(await answers.once(request, run)).toBe('answer 1');
      expect(await answers.once({ ...request, mostMs: 1 }, run)).toBe('answer 1');
      expect(runs.count).toBe(1);
    });

    it.each<[string, Partial<RepeatableRequest>]>([
      ['tenant', { tenant: unique('tenant') }],
      ['route', { route: 'createOther' }],
      ['key', { key: unique('key') }],
    ])('tell requests of another %s apart', async (_what, change) => {
      const [answers, request, { run }] = [make(), requestOf(), counted()];
      await answers.once(request, run);
      expect(await answers.once({ ...request, ...change }, run)).toBe('answer 2');
      expect(await answers.once(request, run)).toBe('answer 1');
    });

    it('refuse a key that was given to another request, and keep the first answer', async () => {
      const [answers, request, { runs, run }] = [make(), requestOf(), counted()];
      await answers.once(request, run);
      await expect(answers.once({ ...request, content: '{"a":2}' }, run)).rejects.toMatchObject({
        code: 'INPUT_IDEMPOTENCY_CONFLICT',
        message: expect.stringContaining(`"${request.key}"`),
      });
      expect(await answers.once(request, run)).toBe('answer 1');
      expect(runs.count).toBe(1);
    });

    it('refuse a repetition while the first still runs', async () => {
      const [answers, request] = [make(), requestOf()];
      const again = jest.fn(async () => 'second');
      const first = await answers.once(request, async () => {
        await expect(answers.once(request, again)).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
        const other = answers.once({ ...request, content: 'other' }, again);
        await expect(other).rejects.toMatchObject({ code: 'INPUT_IDEMPOTENCY_CONFLICT' });
        return 'first';
      });
      expect(first).toBe('first');
      expect(again).not.toHaveBeenCalled();
      expect(await answers.once(request, again)).toBe('first');
    });

    it('let one of many at once run', async () => {
      const [answers, request, { runs, run }] = [make(), requestOf(), counted()];
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => answers.once(request, run)));
      expect(runs.count).toBe(1);
      for (const outcome of outcomes)
        if (outcome.status === 'fulfilled') expect(outcome.value).toBe('answer 1');
        else expect(outcome.reason).toMatchObject({ code: 'STORE_CONFLICT' });
    });

    it.each([new Problem('STORE_UNAVAILABLE', 'Not now.'), new Error('a bug')])(
      'save nothing of a run that failed: %s',
      async (failure) => {
        const [answers, request, { run }] = [make(), requestOf(), counted()];
        const failing = answers.once(request, () => Promise.reject(failure));
        await expect(failing).rejects.toBe(failure);
        expect(await answers.once({ ...request, content: 'another' }, run)).toBe('answer 1');
      },
    );

    it('let another run what the first did not end in its time', async () => {
      const [answers, request, { run }] = [make(), requestOf({ mostMs: 1 }), counted()];
      let end = (_answer: string) => {};
      const dying = answers.once(request, () => new Promise<string>((resolve) => (end = resolve)));
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await answers.once(request, run)).toBe('answer 1');
      end('too late');
      await dying;
    });
  });
}
