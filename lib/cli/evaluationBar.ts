import { SingleBar } from 'cli-progress';
import type { EvaluationProgress } from '../app/evaluateModels';
import type { Clock } from '../ports/Clock';

export type Screen = NodeJS.WritableStream & { readonly isTTY?: boolean };

export type EvaluationBar = {
  readonly show: (progress: EvaluationProgress) => void;
  readonly end: () => void;
};

const LOOKS = {
  format: '[{bar}] {value} of {total} series and horizons, {rate} bars/s, {eta_formatted} left',
  barsize: 24,
};

/** How far an evaluation is, on a terminal; elsewhere nothing, since its output may be read. */
export function evaluationBar(screen: Screen, clock: Pick<Clock, 'now'>): EvaluationBar {
  if (screen.isTTY !== true) return { show: () => undefined, end: () => undefined };
  const startedAt = clock.now();
  const bar = new SingleBar({ ...LOOKS, stream: screen });
  let isStarted = false;
  return {
    show({ done, of, bars }) {
      const rate = Math.round((1_000 * bars) / Math.max(1, clock.now() - startedAt)).toLocaleString('en');
      if (!isStarted) bar.start(of, 0, { rate });
      isStarted = true;
      bar.update(done, { rate });
    },
    end: () => void (isStarted && bar.stop()),
  };
}
