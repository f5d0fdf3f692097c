import { reliabilityPlot, type ReliabilityPoint } from './reliabilityPlot';
import { timePlot } from './timePlot';

/** What is drawn of one model over one horizon on one symbol; a place a scored case, oldest first. */
export type DrawnSkill = {
  /** As `^GSPC, 5 days ahead, har`. */
  readonly name: string;
  readonly reliability: readonly ReliabilityPoint[];
  /** Close of the bar each case was issued at, epoch ms. */
  readonly asOf: ArrayLike<number>;
  /** 1 where the outcome lay inside the interval of 90 %. */
  readonly inside90: ArrayLike<number>;
  /** σ of the log return over the horizon, in per cent: as the model and the baseline told it, and as it came about. */
  readonly sigmaPct: ArrayLike<number>;
  readonly baselineSigmaPct: ArrayLike<number>;
  readonly realisedPct: ArrayLike<number>;
};

/** Cases over which coverage is taken: about a year of days. */
const WINDOW = 250;
const COVERAGE = 0.9;

/** How much of the last `window` cases each case ends lay inside; NaN before there are as many. */
export function rollingShare(isInside: ArrayLike<number>, window: number): Float64Array {
  let inside = 0;
  return Float64Array.from({ length: isInside.length }, (_, i) => {
    inside += isInside[i]! - (i >= window ? isInside[i - window]! : 0);
    return i < window - 1 ? Number.NaN : inside / window;
  });
}

/** Three drawings: whether chances came about as told, coverage through time, and σ against what happened. */
export function skillPlots(skill: DrawnSkill): {
  readonly reliability: string;
  readonly coverage: string;
  readonly volatility: string;
} {
  const { name, asOf, inside90 } = skill;
  const window = Math.min(WINDOW, Math.max(1, Math.floor(asOf.length / 2)));
  const share = rollingShare(inside90, window);
  const lowest = share.reduce(
    (least, each) => (Number.isNaN(each) ? least : Math.min(least, each)),
    COVERAGE,
  );
  return {
    reliability: reliabilityPlot(`${name}: levels that were touched`, skill.reliability),
    coverage: timePlot(
      {
        title: `${name}: outcomes inside the 90 % interval`,
        upwards: `share of the last ${window} cases`,
        sideways: 'when it was told',
      },
      asOf,
      [
        { name: 'as told', look: 'baseline', readings: Float64Array.from(share, () => COVERAGE) },
        { name: 'held', look: 'model', readings: share },
      ],
      [Math.min(0.7, Math.floor(lowest * 10) / 10), 1],
    ),
    volatility: timePlot(
      { title: `${name}: σ and what happened`, upwards: '% over the horizon', sideways: 'when it was told' },
      asOf,
      [
        { name: 'happened', look: 'happened', readings: skill.realisedPct },
        { name: 'ewma', look: 'baseline', readings: skill.baselineSigmaPct },
        { name: 'told', look: 'model', readings: skill.sigmaPct },
      ],
    ),
  };
}
