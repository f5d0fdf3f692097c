import type { Evaluation } from '../models/evaluation';

type Measured = Pick<Evaluation, 'cases' | 'coverage90' | 'touch'>;
export type Confidence = Evaluation['confidence'];

const FEWEST_CASES = 100;

/** From so much touch skill that is sure, and where the intervals of 90 % held a share between these. */
const STEPS = [
  { confidence: 'high', skill: 0.05, coverage: [0.88, 0.92] },
  { confidence: 'medium', skill: 0.02, coverage: [0.87, 0.93] },
] as const;

/** The rule by which a confidence is read off what was measured. */
export const CONFIDENCE_RULE = [
  `none: fewer than ${FEWEST_CASES} cases, or the 90 % interval of the touch skill reaches 0`,
  ...STEPS.toReversed().map(
    ({ confidence, skill, coverage: [least, most] }) =>
      `${confidence}: its lower end is ${skill} or more, and the intervals of 90 % held ${100 * least} to ${100 * most} %`,
  ),
  'low: neither',
].join('; ');

/**
 * How far to trust a model's forecasts, by what was measured of them out of sample.
 *
 * Edge    a touch skill without an interval is none.
 */
export function confidenceOf({ cases, coverage90, touch }: Measured): Confidence {
  const sure = touch.skill?.low90 ?? 0;
  if (cases < FEWEST_CASES || sure <= 0) return 'none';
  const step = STEPS.find(
    ({ skill, coverage: [least, most] }) => sure >= skill && coverage90 >= least && coverage90 <= most,
  );
  return step?.confidence ?? 'low';
}
