import { unlearnable } from '../learningRows';
import type { LstmFit } from './lstmFit';
import { lstmForward } from './lstmForward';
import { layWindow, type LstmTape, lstmTape } from './lstmTape';

/** A network ready to be read, window after window. */
export type LstmReader = {
  readonly fit: LstmFit;
  readonly weights: Float64Array;
  readonly tape: LstmTape;
  readonly window: Float64Array;
};

/** Lays a network out for reading; once, not at every window. */
export function lstmReader(fit: LstmFit): LstmReader {
  const window = new Float64Array(fit.steps * fit.columns);
  return { fit, weights: Float64Array.from(fit.weights), tape: lstmTape(fit, 1), window };
}

/**
 * What a network says of a window.
 *
 * Shape   `steps` × `columns` numbers, row by row, the oldest first.
 * Throws  MODEL_DEGENERATE for a window of another size or with a number that is not finite.
 */
export function readLstm({ fit, weights, tape, window }: LstmReader, rows: Float64Array): number {
  if (rows.length !== window.length) {
    throw unlearnable(`a window has "${rows.length}" numbers instead of ${window.length}`);
  }
  for (let i = 0; i < rows.length; i += 1) {
    const column = i % fit.columns;
    const scaled = (rows[i]! - fit.centres[column]!) / fit.scales[column]!;
    if (!Number.isFinite(scaled)) throw unlearnable(`column "${column}" of a window has "${rows[i]}"`);
    window[i] = scaled;
  }
  layWindow(tape, 0, window);
  lstmForward(tape, weights);
  return fit.targetCentre + fit.targetScale * tape.readings[0]!;
}
