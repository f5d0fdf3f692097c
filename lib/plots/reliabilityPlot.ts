import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { PLOT, plotFrame } from './plotFrame';

/** So many chances were told, what they were on average, and how often they came about. */
export type ReliabilityPoint = { readonly cases: number; readonly told: number; readonly happened: number };

/** A bin of fewer cases says little: its point stands by itself. */
const FEWEST_JOINED = 20;

/** Radius of the point with most cases, and of one with hardly any, in pixels. */
const [LARGEST, SMALLEST] = [9, 2];

/**
 * How often what was called likely came about: on the dashed line, as often as it was told.
 *
 * Shape   a point a bin, as large as it has cases; a line through those of at least 20.
 */
export function reliabilityPlot(title: string, points: readonly ReliabilityPoint[]): string {
  const x = scaleLinear([0, 1], [PLOT.left, PLOT.right]);
  const y = scaleLinear([0, 1], [PLOT.bottom, PLOT.top]);
  const most = Math.max(1, ...points.map(({ cases }) => cases));
  const path = line<ReliabilityPoint>(
    ({ told }) => x(told),
    ({ happened }) => y(happened),
  ).digits(1)(points.filter(({ cases }) => cases >= FEWEST_JOINED));
  const dots = points.map(({ cases, told, happened }) => {
    const radius = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(cases / most);
    return (
      `<circle class="point model" cx="${x(told).toFixed(1)}" cy="${y(happened).toFixed(1)}" r="${radius.toFixed(1)}">` +
      `<title>${cases} cases: told ${told.toFixed(3)}, happened ${happened.toFixed(3)}</title></circle>`
    );
  });
  return plotFrame(
    { title, upwards: 'how often it happened', sideways: 'chance that was told' },
    { x, y },
    [
      { name: 'touched', look: 'model' },
      { name: 'as told', look: 'baseline' },
    ],
    [
      `<line class="mark baseline" x1="${PLOT.left}" y1="${PLOT.bottom}" x2="${PLOT.right}" y2="${PLOT.top}"/>`,
      ...(path === null ? [] : [`<path class="mark model" d="${path}"/>`]),
      ...dots,
    ],
  );
}
