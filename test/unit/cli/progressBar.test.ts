import { PassThrough } from 'node:stream';
import { progressBar } from '../../../lib/cli/progressBar';
import { standingClock } from '../../support/world';

const AT = { bars: 1_234_567, barsPerSecond: 98_765 };
const begun = { year: undefined, done: 0, left: 2, bars: 0, barsPerSecond: 0 };
const half = { year: 2016, done: 1, left: 1, ...AT };
const whole = { year: 2015, done: 2, left: 0, ...AT };

function screen(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY });
  const clock = standingClock(0);
  const text = (): string => String(stream.read() ?? '');
  return { clock, text, progress: progressBar(stream, clock) };
}

// A terminal's own words for where the cursor goes and what is cleared.
const CONTROLS = new RegExp(String.raw`\u001b(\[[0-9;?]*[A-Za-z]|[78])`, 'g');

describe('progress on a terminal', () => {
  test('is a bar that fills, and stands when all is done', () => {
    const { progress, text } = screen(true);
    progress.show(begun);
    progress.show(half);
    progress.show(whole);
    progress.end();
    const drawn = text().replace(CONTROLS, '');
    expect(drawn).toContain(`[${'-'.repeat(24)}] 0 of 2 years`);
    expect(drawn).toMatch(/\[={24}\] 2015: 2 of 2 years, 1,234,567 bars, 98,765 bars\/s\n$/);
  });

  test('shows how far it came where it ends before', () => {
    const { progress, text } = screen(true);
    progress.show(begun);
    progress.show(half);
    progress.end();
    progress.end();
    expect(text().replace(CONTROLS, '')).toMatch(/\[={12}-{12}\] 2016: 1 of 2 years, .*\n$/);
  });

  test('makes room for what is said meanwhile, and is drawn below it', () => {
    const { progress, text } = screen(true);
    progress.tell('before');
    expect(text()).toBe('before\n');
    progress.show(half);
    text();
    progress.tell('AAPL is sound');
    expect(text()).toBe('\r\u001b[KAAPL is sound\n');
    progress.end();
    expect(text().replace(CONTROLS, '')).toMatch(/^\[={12}-{12}\] 2016: .*\n$/);
  });

  test('makes room for what is printed elsewhere, where it stands', () => {
    const { progress, text } = screen(true);
    progress.clear();
    expect(text()).toBe('');
    progress.show(half);
    text();
    progress.clear();
    expect(text()).toBe('\r\u001b[K');
    progress.end();
  });

  test('has no line of its own where nothing was to do', () => {
    const { progress, text } = screen(true);
    progress.end();
    expect(text()).toBe('');
  });
});

test('progress is a line a second where there is no terminal', () => {
  const { progress, clock, text } = screen(false);
  progress.show(begun);
  clock.advance(999);
  progress.show(half);
  expect(text()).toBe('');
  progress.tell('AAPL is sound');
  clock.advance(1);
  progress.show(half);
  clock.advance(999);
  progress.show(whole);
  progress.end();
  expect(text()).toBe('AAPL is sound\n2016: 1 of 2 years, 1,234,567 bars, 98,765 bars/s\n');
});
