import type { Invoke } from '../../../lib/local/invoke';
import { tick } from '../../../lib/local/ticker';

/** A function whose runs end when they are told to. */
function steered() {
  const running: ((failed?: string) => void)[] = [];
  const lines: string[] = [];
  let begun = 0;
  const invoke: Invoke = () => {
    begun += 1;
    return new Promise((resolve) => running.push((failed) => resolve({ failed, answer: undefined })));
  };
  const end = (failed?: string) => {
    running.shift()?.(failed);
    return new Promise(setImmediate);
  };
  const ticker = tick('alerter-local-reconcile', {
    everyMs: 60_000,
    invoke,
    log: (line) => void lines.push(line),
  });
  return { ticker, end, lines, begun: () => begun };
}

test('the first run begins at once', async () => {
  const { ticker, end, begun } = steered();
  expect(begun()).toBe(1);
  await Promise.all([end(), ticker.stop()]);
});

test('a run that is asked for begins at once, beside the one that runs, and is awaited', async () => {
  const { ticker, end, begun } = steered();
  let isDone = false;
  const asked = ticker.now().then(() => (isDone = true));
  expect(begun()).toBe(2);
  await end();
  expect(isDone).toBe(false);
  await end();
  await asked;
  await ticker.stop();
  expect(begun()).toBe(2);
});

test('once it is stopped no run begins, and what has begun is awaited', async () => {
  const { ticker, end, begun } = steered();
  const asked = ticker.now();
  let isStopped = false;
  const stopped = ticker.stop().then(() => (isStopped = true));
  await end();
  expect(isStopped).toBe(false);
  await end();
  await Promise.all([asked, stopped, ticker.now()]);
  expect(begun()).toBe(2);
});

test('a run that failed is told, and the next is not held up', async () => {
  const { ticker, end, lines, begun } = steered();
  await end('{"errorMessage":"no table"}');
  const asked = ticker.now();
  await end();
  await asked;
  await ticker.stop();
  expect(lines).toEqual(['alerter-local-reconcile failed: {"errorMessage":"no table"}']);
  expect(begun()).toBe(2);
});
