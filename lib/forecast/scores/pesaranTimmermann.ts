import { normalCdf } from '../../models/normalCdf';
import type { TestOutcome } from './dieboldMariano';

const shareUp = (moves: Float64Array): number => moves.filter((move) => move > 0).length / moves.length;

/**
 * The Pesaran–Timmermann test that forecasts have the direction right only by chance, given how often each
 * side is up; t is above 0 where they are right more often, and p is of the normal distribution.
 *
 * Shape   forecasts and outcomes of the same cases, of either sign. The test takes cases to be independent:
 *         of outcomes that overlap, give every horizon-th.
 * Edge    0 counts as not up. Forecasts or outcomes all on one side → `undefined`: nothing was told apart.
 * Source  Pesaran & Timmermann 1992, A simple nonparametric test of predictive performance.
 */
export function pesaranTimmermann(forecast: Float64Array, outcome: Float64Array): TestOutcome | undefined {
  const cases = outcome.length;
  const [up, down] = [shareUp(outcome), 1 - shareUp(outcome)];
  const [saidUp, saidDown] = [shareUp(forecast), 1 - shareUp(forecast)];
  if (!(up * down * saidUp * saidDown > 0)) return undefined;
  const right = outcome.filter((move, i) => move > 0 === forecast[i]! > 0).length / cases;
  const byChance = up * saidUp + down * saidDown;
  const ofRight = (byChance * (1 - byChance)) / cases;
  const ofChance =
    ((2 * up - 1) ** 2 * saidUp * saidDown + (2 * saidUp - 1) ** 2 * up * down) / cases +
    (4 * up * down * saidUp * saidDown) / cases ** 2;
  if (!(ofRight > ofChance)) return undefined;
  const t = (right - byChance) / Math.sqrt(ofRight - ofChance);
  return { t, p: normalCdf(-t), cases };
}
