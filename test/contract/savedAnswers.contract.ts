import { createHash } from 'node:crypto';
import type { Clock } from '../../lib/ports/Clock';
import type { Ids } from '../../lib/ports/Ids';
import type { RepeatableRequest, SavedAnswers } from '../../lib/ports/SavedAnswers';
import { Problem } from '../../lib/problems';
import { unique } from '../support/unique';

const requestOf = (change: Partial<RepeatableRequest> = {}): RepeatableRequest => ({
  tenant: unique('tenant'),
  route: 'createThing',
  key: unique('key'),
  content: '{"a":1}',
  mostMs: 10_000,
  signal: new AbortController().signal,
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

const REAL_TIME: Clock = { now: () => Date.now() };
const DAY_MS = 86_400_000;

/** What an attempt that fails by our fault is given to name things by. */
async function attempted(answers: SavedAnswers, request: RepeatableRequest) {
  const seen: { ids: readonly string[]; attempt: Ids['attempt'] }[] = [];
  const failing = answers.once(request, async (ids) => {
    seen.push({ ids: [ids.next('rule'), ids.next('list'), ids.next('rule')], attempt: ids.attempt });
    throw new Problem('STORE_UNAVAILABLE', 'Not now.');
  });
  await expect(failing).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  return seen[0]!;
}

/** Text in which no packer finds a pattern. */
const noise = (bytes: number): string =>
  Array.from({ length: Math.ceil(bytes / 44) }, (_, index) =>
    createHash('sha256').update(String(index)).digest('base64'),
  ).join('');

export function savedAnswersLaws(makeAt: (clock: Clock) => SavedAnswers): void {
  const make = () => makeAt(REAL_TIME);
  describe('saved answers', () => {
    it('run a request once, and give its answer to every repetition', async () => {
      const [answers, request, { runs, run }] = [make(), requestOf(), counted()];
      expect(await answers.once(request, run)).toBe('answer 1');
      expect(await answers.once(request, run)).toBe('answer 1');
      expect(await answers.once({ ...request, mostMs: 1 }, run)).toBe('answer 1');
      expect(runs.count).toBe(1);
    });

    it.each(['answers', 'fails'])('are not touched by one who was given up and %s after all', async (how) => {
      const [answers, controller] = [make(), new AbortController()];
      const request = requestOf({ mostMs: 1, signal: controller.signal });
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      const late = answers.once(request, async () => {
        await held;
        if (how === 'fails') throw new Problem('STORE_UNAVAILABLE', 'Not now.');
        return 'too late';
      });
      await new Promise((resolve) => setTimeout(resolve, 50));
      controller.abort();
      const again = { ...request, mostMs: 10_000, signal: new AbortController().signal };
      expect(await answers.once(again, async () => 'in time')).toBe('in time');
      release();
      await Promise.allSettled([late]);
      expect(await answers.once(again, async () => 'once more')).toBe('in time');
      const other = { ...again, content: '{"b":2}' };
      await expect(answers.once(other, async () => '')).rejects.toMatchObject({
        code: 'INPUT_IDEMPOTENCY_CONFLICT',
      });
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

    it('give every attempt at a request the same ids, each only once, and tell the first from the others', async () => {
      const [answers, request] = [make(), requestOf()];
      const first = await attempted(answers, request);
      const second = await attempted(answers, { ...request, mostMs: 5_000 });
      expect(second.ids).toEqual(first.ids);
      expect(new Set(first.ids).size).toBe(3);
      expect(first.ids.map((id) => id.split('_')[0])).toEqual(['rule', 'list', 'rule']);
      const { request: name } = first.attempt!;
      expect(first.attempt).toEqual({ request: name, isFirst: true });
      expect(second.attempt).toEqual({ request: name, isFirst: false });
      expect((await attempted(answers, request)).attempt).toEqual({ request: name, isFirst: false });
    });

    it.each<[string, Partial<RepeatableRequest>]>([
      ['tenant', { tenant: unique('tenant') }],
      ['route', { route: 'createOther' }],
      ['key', { key: unique('key') }],
      ['content', { content: '{"a":2}' }],
    ])('give requests of another %s other ids', async (_what, change) => {
      const [answers, request] = [make(), requestOf()];
      const first = await attempted(answers, request);
      const other = await attempted(answers, { ...request, ...change });
      expect(other.attempt).toMatchObject({ isFirst: true });
      expect(new Set([...first.ids, ...other.ids]).size).toBe(6);
    });

    it('give ids that sort by when their request was first made', async () => {
      const answers = make();
      const first = await attempted(answers, requestOf());
      await new Promise((resolve) => setTimeout(resolve, 5));
      const second = await attempted(answers, requestOf());
      expect([second.ids[0], first.ids[0]].sort()).toEqual([first.ids[0], second.ids[0]]);
    });

    it('give other ids a day after the first attempt', async () => {
      let now = Date.now();
      const [answers, request] = [makeAt({ now: () => now }), requestOf()];
      const first = await attempted(answers, request);
      now += DAY_MS - 1_000;
      expect((await attempted(answers, request)).ids).toEqual(first.ids);
      now += 1_000;
      const anew = await attempted(answers, request);
      expect(anew.attempt).toMatchObject({ isFirst: true });
      expect(anew.ids).not.toEqual(first.ids);
      expect((await attempted(answers, request)).ids).toEqual(anew.ids);
    });

    it('keep an answer of a megabyte, as answers are', async () => {
      const rows = Array.from({ length: 12_000 }, (_, index) => ({ symbol: '^GSPC', close: index / 3 }));
      const [answers, request, text] = [make(), requestOf(), JSON.stringify({ rows, word: 'Größe' })];
      const { runs, run } = counted(text.repeat(3));
      const first = await answers.once(request, run);
      expect(first.length).toBeGreaterThan(1_000_000);
      expect((await answers.once(request, run)) === first).toBe(true);
      expect(runs.count).toBe(1);
    });

    it('give away an answer that is too large to be kept, and let its repetition run at once', async () => {
      const [answers, request, { runs, run }] = [make(), requestOf(), counted(noise(800_000))];
      for (const nth of [1, 2]) expect((await answers.once(request, run)).endsWith(` ${nth}`)).toBe(true);
      expect(await answers.once({ ...request, content: 'another' }, async () => 'small')).toBe('small');
      expect(runs.count).toBe(2);
    });
  });
}
