import type { ConditionKind } from '../condition';
import type { Truth } from '../kleene';
import { allOf, anyOf, tested } from '../kleene';
import type { ComparisonCond } from '../rule';
import { twoSided } from './comparison';
import type { LeafReadings } from './leaf';

/**
 * A change between the previous and the current bar: Kleene's AND of what must hold on each.
 *
 * Edge  a false current part decides although the previous bar is unknown; when both are unknown the
 *       current bar's reason is told.
 */
export function changed(
  { current, previous }: Pick<LeafReadings, 'current' | 'previous'>,
  before: (...values: number[]) => boolean,
  now: (...values: number[]) => boolean,
): Truth {
  return allOf([tested(current, now), typeof previous === 'string' ? previous : tested(previous, before)]);
}

type Readings = Pick<LeafReadings, 'current' | 'previous'>;

const up = (readings: Readings): Truth =>
  changed(
    readings,
    (left: number, right: number) => left <= right,
    (left: number, right: number) => left > right,
  );

const down = (readings: Readings): Truth =>
  changed(
    readings,
    (left: number, right: number) => left >= right,
    (left: number, right: number) => left < right,
  );

/** At or below on the previous bar, above on the current one; a gap through counts. */
export const crossesUp: ConditionKind<ComparisonCond<'crosses_up'>> = twoSided(
  'crosses_up',
  'crosses above',
  (readings) => ({ truth: up(readings) }),
);

/** At or above on the previous bar, below on the current one; a gap through counts. */
export const crossesDown: ConditionKind<ComparisonCond<'crosses_down'>> = twoSided(
  'crosses_down',
  'crosses below',
  (readings) => ({ truth: down(readings) }),
);

/** Either way, so that a touch from below that turns back counts when it leaves again. */
export const crosses: ConditionKind<ComparisonCond<'crosses'>> = twoSided(
  'crosses',
  'crosses',
  (readings) => ({
    truth: anyOf([up(readings), down(readings)]),
  }),
);
