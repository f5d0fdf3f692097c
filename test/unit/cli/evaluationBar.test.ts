import { PassThrough } from 'node:stream';
import type { EvaluationProgress } from '../../../lib/app/evaluateModels';
import { evaluationBar } from '../../../lib/cli/evaluationBar';

const progress = (done: number, bars: number) => ({ done, of: 4, bars }) as EvaluationProgress;

describe('the bar of an evaluation', () => {
  it('says how many bars a second it goes and how long it still takes', () => {
    const screen = Object.assign(new PassThrough(), {
      isTTY: true,
      cursorTo: () => true,
      clearLine: () => true,
    });
    let now = 1_000;
    const bar = evaluationBar(screen, { now: () => now });
    for (const done of [1, 2]) {
      now += 500;
      bar.show(progress(done, 1_000 * done));
    }
    bar.end();
    const shown = String(screen.read());
    expect(shown).toMatch(/2 of 4 series and horizons, 2,000 bars\/s, \S+ left/);
  });

  it('is nothing where no terminal is', () => {
    const screen = new PassThrough();
    const bar = evaluationBar(screen, { now: () => 0 });
    bar.show(progress(1, 10));
    bar.end();
    expect(screen.read()).toBeNull();
  });
});
