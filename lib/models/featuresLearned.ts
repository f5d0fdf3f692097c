import type { FeatureName } from '../features/featureMatrix';

/** What models learn from that look at more than variances; a list of its own, since a stored model names it. */
export const FEATURES_LEARNED: readonly FeatureName[] = [
  'return1', 'return2', 'return3', 'return5', 'return10', 'return21', 'fall1', 'fall5', 'overnightGap',
  'logVariance1', 'logVariance5', 'logVariance22', 'logRealisedVariance22', 'logDownsideVariance22',
  'relativeVolume20', 'rsi14', 'distanceToSma20', 'distanceToSma50', 'distanceToSma200', 'distanceToHigh252',
  'distanceToLow252', 'nightsAhead',
]; // prettier-ignore
