import { scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import { type LegendEntry, PLOT, plotFrame, type PlotTitle } from './plotFrame';

/** A line through time: a reading a time; NaN leaves a gap. */
export type TimeLine = LegendEntry & { readonly readings: ArrayLike<number> };

/** Points of a line; more do not fit on so many pixels. */
const MOST_POINTS = 560;

/** Places of the readings that are drawn: evenly, the newest among them. */
export function drawnPlaces(count: number): readonly number[] {
  const stride = Math.max(1, Math.ceil(count / MOST_POINTS));
  const drawn = Math.ceil(count / stride);
  return Array.from({ length: drawn }, (_, i) => count - 1 - (drawn - 1 - i) * stride);
}

/**
 * Readings through time, drawn in the order in which they are given.
 *
 * Shape   `at` rises, epoch ms, a place a reading of every line.
 * Edge    more than 560 readings are thinned evenly; without any the axes stand alone.
 */
export function timePlot(
  title: PlotTitle,
  at: ArrayLike<number>,
  lines: readonly TimeLine[],
  range?: readonly [number, number],
): string {
  const places = drawnPlaces(at.length);
  const [first, last] = [at[places[0] ?? 0] ?? 0, at[at.length - 1] ?? 1];
  const x = scaleUtc([first, last], [PLOT.left, PLOT.right]);
  const y = scaleLinear(range ?? [0, highestOf(lines, places)], [PLOT.bottom, PLOT.top]);
  if (range === undefined) y.nice();
  const marks = lines.map(({ readings, look }) => {
    const draw = line<number>(
      (place) => x(at[place]!),
      (place) => y(readings[place]!),
    )
      .defined((place) => Number.isFinite(readings[place]))
      .digits(1);
    const path = draw(places);
    return path === null ? '' : `<path class="mark ${look}" d="${path}"/>`;
  });
  return plotFrame(title, { x, y }, lines, marks);
}

function highestOf(lines: readonly TimeLine[], places: readonly number[]): number {
  const drawn = lines
    .flatMap(({ readings }) => places.map((place) => readings[place]!))
    .filter(Number.isFinite);
  const highest = drawn.reduce((most, each) => Math.max(most, each), 0);
  return highest > 0 ? highest : 1;
}
