import { blockBootstrapInterval } from '../../lib/forecast/scores/blockBootstrapInterval';
import { brierScore, brierSkill } from '../../lib/forecast/scores/brierScore';
import { clarkWest, clarkWestByDate } from '../../lib/forecast/scores/clarkWest';
import { coverageByTercile } from '../../lib/forecast/scores/coverageByTercile';
import { cusum } from '../../lib/forecast/scores/cusum';
import {
  dieboldMariano,
  dieboldMarianoByDate,
  type TestOutcome,
} from '../../lib/forecast/scores/dieboldMariano';
import { holmCorrected } from '../../lib/forecast/scores/holmCorrected';
import { pesaranTimmermann } from '../../lib/forecast/scores/pesaranTimmermann';
import { populationStability } from '../../lib/forecast/scores/populationStability';
import { calibrationError, reliabilityTable } from '../../lib/forecast/scores/reliabilityTable';
import { studentTail } from '../../lib/forecast/scores/studentTail';
import { worstWindowCoverage } from '../../lib/forecast/scores/worstWindowCoverage';
import { scoreColumns } from '../support/scoreColumns';
import golden from './scores.json';

/** Of what is compared; more where it says so. */
const TOLERANCE = 1e-9;

const columns = scoreColumns(golden.seed, golden.cases);
const { probability, baseline, happened, ours, theirs, sigma, inside, drift, move, date } = columns;

const apart = (found: number | undefined, wanted: number): number =>
  Math.abs((found ?? NaN) - wanted) / Math.abs(wanted);

function expectOutcome(found: TestOutcome | undefined, { t, p }: { t: number; p: number }): void {
  expect(apart(found?.t, t)).toBeLessThan(TOLERANCE);
  expect(apart(found?.p, p)).toBeLessThan(TOLERANCE);
}

describe(`scores equal ${golden.origin}`, () => {
  test('Brier score and skill', () => {
    expect(apart(brierScore(probability, happened), golden.brier.ours)).toBeLessThan(TOLERANCE);
    expect(apart(brierScore(baseline, happened), golden.brier.baseline)).toBeLessThan(TOLERANCE);
    expect(apart(brierSkill(probability, baseline, happened), golden.brier.skill)).toBeLessThan(TOLERANCE);
  });

  test('reliability and calibration error', () => {
    const table = reliabilityTable(probability, happened);
    expect(table.map(({ cases }) => cases)).toEqual(golden.reliability.cases);
    table.forEach(({ meanForecast, observedFrequency }, bin) => {
      expect(apart(meanForecast, golden.reliability.meanForecast[bin]!)).toBeLessThan(TOLERANCE);
      expect(apart(observedFrequency, golden.reliability.observedFrequency[bin]!)).toBeLessThan(TOLERANCE);
    });
    expect(apart(calibrationError(table), golden.calibrationError)).toBeLessThan(TOLERANCE);
  });

  test('Student’s t, below to 1e-12 and above to 1e-12 of itself', () => {
    const rows = golden.student as [number, number, number, number][];
    const below = rows.map(([t, degrees, wanted]) => Math.abs(studentTail(-t, degrees) - wanted));
    const tail = rows.map(([t, degrees, , wanted]) => apart(studentTail(t, degrees), wanted));
    expect(Math.max(...below)).toBeLessThan(1e-12);
    expect(Math.max(...tail)).toBeLessThan(1e-12);
  });

  test.each(golden.dieboldMariano)(
    'Diebold–Mariano on $cases cases over $horizonBars bars',
    ({ cases, horizonBars, ...wanted }) => {
      const found = dieboldMariano(ours.slice(0, cases), theirs.slice(0, cases), horizonBars);
      expectOutcome(found, wanted);
    },
  );

  test.each(golden.dieboldMarianoByDate)(
    'Diebold–Mariano by date over $horizonBars bars',
    ({ horizonBars, ...wanted }) => {
      expectOutcome(dieboldMarianoByDate({ ours, theirs, dates: date }, horizonBars), wanted);
    },
  );

  test.each(golden.clarkWest)(
    'Clark–West on $cases cases over $horizonBars bars',
    ({ cases, horizonBars, ...wanted }) => {
      const forecasts = { outcome: move.slice(0, cases), forecast: drift.slice(0, cases) };
      expectOutcome(clarkWest(forecasts, horizonBars), wanted);
    },
  );

  test('Clark–West over a baseline of its own, and by date', () => {
    const { baseline: small, horizonBars, ...wanted } = golden.clarkWestOver;
    const over = { outcome: move, forecast: drift, baseline: move.map(() => small) };
    expectOutcome(clarkWest(over, horizonBars), wanted);
    const byDate = golden.clarkWestByDate;
    expectOutcome(clarkWestByDate({ outcome: move, forecast: drift }, date, byDate.horizonBars), byDate);
  });

  test.each(golden.pesaranTimmermann)('Pesaran–Timmermann on $cases cases', ({ cases, ...wanted }) => {
    expectOutcome(pesaranTimmermann(drift.slice(0, cases), move.slice(0, cases)), wanted);
  });

  test('Holm’s correction', () => {
    holmCorrected(golden.holm.chances).forEach((p, i) => {
      expect(apart(p, golden.holm.corrected[i]!)).toBeLessThan(TOLERANCE);
    });
  });

  // A quantile of 4,000 draws here and of 40,000 there: apart by about 0.035 deviations, by chance.
  test.each(golden.bootstrap)(
    'the bootstrap interval of a skill in blocks of $blockBars, to 0.1 deviations',
    ({ blockBars, low90, high90, deviation }) => {
      const above = theirs.map((loss, i) => loss - ours[i]!);
      const resampling = { seed: 3, horizonBars: blockBars, draws: 4_000 };
      const found = blockBootstrapInterval({ above, below: theirs }, resampling);
      expect(found?.blockBars).toBe(blockBars);
      expect(Math.abs(found!.low90 - low90)).toBeLessThan(0.1 * deviation);
      expect(Math.abs(found!.high90 - high90)).toBeLessThan(0.1 * deviation);
    },
  );

  test('coverage by tercile and in the worst window', () => {
    coverageByTercile(inside, sigma).forEach(({ cases, coverage }, third) => {
      expect(cases).toBe(golden.terciles[third]!.cases);
      expect(apart(coverage, golden.terciles[third]!.coverage)).toBeLessThan(TOLERANCE);
    });
    expect(apart(worstWindowCoverage(inside), golden.worstWindowCoverage)).toBeLessThan(TOLERANCE);
  });

  test('the population-stability index', () => {
    const [trained, live] = [sigma.slice(0, 500), sigma.slice(500)];
    const moved = live.map((each) => 0.2 + 0.9 * each);
    expect(apart(populationStability(trained, moved), golden.stability.continuous)).toBeLessThan(TOLERANCE);
    const few = populationStability(
      trained.map((each) => Math.floor(3 * each)),
      live.map((each) => Math.floor(3.3 * each)),
    );
    expect(apart(few, golden.stability.fewValues)).toBeLessThan(TOLERANCE);
  });

  test.each([
    [{ threshold: 5, allowance: 0.5 }, golden.cusum[0]!],
    [{ threshold: 4, allowance: 0.25 }, golden.cusum[1]!],
    [{ threshold: 8, allowance: 0.1 }, golden.cusum[2]!],
  ])('CUSUM with %j', (settings, wanted) => {
    const found = cusum(
      move.map((each, i) => each + (i >= 500 ? 0.5 : 0)),
      settings,
    );
    expect(found.firstAlarm).toBe(wanted.firstAlarm);
    expect(apart(found.up, wanted.up)).toBeLessThan(TOLERANCE);
    expect(Math.abs(found.down - wanted.down)).toBeLessThan(TOLERANCE);
  });
});
