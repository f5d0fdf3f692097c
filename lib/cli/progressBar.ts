import { SingleBar } from 'cli-progress';
import type { YearProgress } from '../app/yearProgress';
import type { Clock } from '../ports/Clock';

/** Where progress is written to: a terminal, or a file that keeps every line. */
type Screen = NodeJS.WritableStream & { readonly isTTY?: boolean };

export type ProgressBar = {
  /** Says how far the work is. */
  readonly show: (progress: YearProgress) => void;
  /** Says something else meanwhile, on a line of its own. */
  readonly tell: (line: string) => void;
  /** Takes the bar away until it is shown again: something else is printed in its place. */
  readonly clear: () => void;
  /** Leaves how far the work came on the terminal; the next `show` begins another bar. */
  readonly end: () => void;
};

const TO_LINE_START = '\r';
const CLEAR_TO_END = '\u001b[K';
/** It is drawn anew whatever was said meanwhile, and leaves nothing to be restored where the process is ended. */
const LOOKS = {
  format: '[{bar}] {said}',
  barsize: 24,
  ...{ forceRedraw: true, linewrap: true },
} as const;
/** So seldom a file is told how far the work is. */
const LINE_EACH_MS = 1_000;

/** Progress as a bar on a terminal, and elsewhere as a line a second: what is quick needs none there. */
export const progressBar = (screen: Screen, clock: Pick<Clock, 'now'>): ProgressBar =>
  screen.isTTY === true ? drawnBar(screen) : toldBar(screen, clock);

function drawnBar(screen: Screen): ProgressBar {
  let bar: SingleBar | undefined;
  const clear = (): void => void (bar && screen.write(`${TO_LINE_START}${CLEAR_TO_END}`));
  return {
    clear,
    show(progress) {
      const { done, left } = progress;
      const said = { said: saidOf(progress) };
      if (bar === undefined) {
        bar = new SingleBar({ ...LOOKS, stream: screen });
        bar.start(done + left, done, said);
      } else bar.update(done, said);
    },
    tell(line) {
      clear();
      screen.write(`${line}\n`);
    },
    end() {
      bar?.stop();
      bar = undefined;
    },
  };
}

function toldBar(screen: Screen, clock: Pick<Clock, 'now'>): ProgressBar {
  let toldAt = clock.now();
  return {
    show(progress) {
      if (clock.now() - toldAt < LINE_EACH_MS) return;
      toldAt = clock.now();
      screen.write(`${saidOf(progress)}\n`);
    },
    tell: (line) => void screen.write(`${line}\n`),
    clear: () => undefined,
    end: () => undefined,
  };
}

function saidOf({ year, done, left, bars, barsPerSecond }: YearProgress): string {
  const years = `${done} of ${done + left} years`;
  if (year === undefined) return years;
  return `${year}: ${years}, ${bars.toLocaleString('en')} bars, ${barsPerSecond.toLocaleString('en')} bars/s`;
}
