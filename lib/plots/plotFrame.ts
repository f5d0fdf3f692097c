import type { ScaleLinear, ScaleTime } from 'd3-scale';
import { xmlText } from './xmlText';

export type PlotTitle = {
  readonly title: string;
  /** What is measured upwards and sideways, with the unit. */
  readonly upwards: string;
  readonly sideways: string;
};

/** A line or a point of a plot in words, with the class that colours it. */
export type LegendEntry = { readonly name: string; readonly look: Look };

export type Look = 'model' | 'baseline' | 'happened';

/** The part of a drawing that marks stand in, in pixels. */
export const PLOT = { left: 56, right: 624, top: 56, bottom: 312 } as const;
const [WIDTH, HEIGHT] = [640, 360];

/** Each look tells itself apart by colour and by dash or size, on light ground and on dark. */
const STYLE = `
.plot{font:12px system-ui,sans-serif;--ground:#fcfcfb;--ink:#1f1e1c;--quiet:#6b6964;--line:#e3e1dc;--model:#2465b8;--baseline:#8a8781;--happened:#b4561f}
@media (prefers-color-scheme:dark){.plot{--ground:#1b1b1a;--ink:#f2f1ee;--quiet:#a5a29b;--line:#383734;--model:#6aa5ee;--baseline:#95928b;--happened:#e08a52}}
.plot .ground{fill:var(--ground)}.plot text{fill:var(--quiet)}.plot .title{fill:var(--ink);font-weight:600;font-size:14px}
.plot .grid{stroke:var(--line)}.plot .mark{fill:none;stroke-width:2;stroke-linejoin:round}.plot .point{stroke:var(--ground)}
.plot .model{stroke:var(--model)}.plot .baseline{stroke:var(--baseline);stroke-dasharray:5 4;stroke-width:1.5}.plot .happened{stroke:var(--happened);stroke-width:1}
.plot .point.model{fill:var(--model);stroke:var(--ground)}`.replaceAll('\n', '');

type Scale = ScaleLinear<number, number> | ScaleTime<number, number>;

/** At most so many figures beside an axis. */
const TICKS = { sideways: 6, upwards: 5 } as const;

function ticksOf(scale: Scale, count: number): readonly (readonly [place: number, text: string])[] {
  const format = scale.tickFormat(count) as (tick: number | Date) => string;
  return scale.ticks(count).map((tick) => [scale(tick), format(tick)] as const);
}

const rounded = (place: number): string => place.toFixed(1);

/**
 * A drawing of its own: title, axes with their units, a legend, and the marks that are given.
 *
 * Shape   SVG of 640 × 360, which carries its colours for light and dark ground with it; nothing is loaded.
 */
export function plotFrame(
  { title, upwards, sideways }: PlotTitle,
  scales: { readonly x: Scale; readonly y: Scale },
  legend: readonly LegendEntry[],
  marks: readonly string[],
): string {
  const across = ticksOf(scales.x, TICKS.sideways).map(
    ([x, text]) =>
      `<text x="${rounded(x)}" y="${PLOT.bottom + 16}" text-anchor="middle">${xmlText(text)}</text>`,
  );
  const up = ticksOf(scales.y, TICKS.upwards).map(
    ([y, text]) =>
      `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${rounded(y)}" y2="${rounded(y)}"/>` +
      `<text x="${PLOT.left - 8}" y="${rounded(y + 4)}" text-anchor="end">${xmlText(text)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${xmlText(title)}">`,
    `<style>${STYLE}</style><rect class="ground" width="${WIDTH}" height="${HEIGHT}"/>`,
    `<text class="title" x="16" y="24">${xmlText(title)}</text>`,
    ...up,
    ...across,
    `<text x="16" y="44">${xmlText(upwards)}</text>`,
    `<text x="${PLOT.right}" y="${HEIGHT - 12}" text-anchor="end">${xmlText(sideways)}</text>`,
    ...legendOf(legend),
    ...marks,
    '</svg>',
  ].join('');
}

/** So wide is a letter at most, and so much room is beside each name. */
const [LETTER, BESIDE] = [7.4, 40];

function legendOf(entries: readonly LegendEntry[]): readonly string[] {
  const widths = entries.map(({ name }) => BESIDE + LETTER * name.length);
  let x = PLOT.right - widths.reduce((sum, width) => sum + width, 0);
  return entries.map(({ name, look }, place) => {
    const drawn =
      `<line class="mark ${look}" x1="${rounded(x)}" x2="${rounded(x + 20)}" y1="40" y2="40"/>` +
      `<text x="${rounded(x + 26)}" y="44">${xmlText(name)}</text>`;
    x += widths[place]!;
    return drawn;
  });
}
