import { feature, type WideFeature } from './move';

/** 1 on one day of the week, 0 on the others. */
export const isWeekday = (day: number): WideFeature =>
  feature(
    1,
    () =>
      ({ weekday }) =>
        weekday === day ? 1 : 0,
  );

/** How much of the session has passed, 0…1; 1 for a daily bar. */
export const sessionShare: WideFeature = feature(1, () => (move) => move.sessionShare);

/** How far the middle of the session is: 1 at its ends, where most is traded, 0 in between. */
export const sessionEnds: WideFeature = feature(1, () => (move) => (2 * move.sessionShare - 1) ** 2);
