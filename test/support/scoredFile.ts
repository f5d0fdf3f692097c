import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** What a file of forecasts comes to for one model over one horizon, by nothing but the file. */
export type ScoredFile = {
  readonly cases: number;
  readonly coverage90: number;
  readonly byTercile: readonly number[];
  readonly worst250: number | undefined;
  readonly calibrationError: number;
  readonly levels: number;
};

type Line = Readonly<Record<string, string>>;

const average = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

const groupBy = <Each>(all: readonly Each[], key: (each: Each) => string): Map<string, Each[]> => {
  const groups = new Map<string, Each[]>();
  for (const each of all) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return groups;
};

const isHeld = ({ low90, high90, realised }: Line): number =>
  Number(realised) >= Number(low90) && Number(realised) <= Number(high90) ? 1 : 0;

/** The quantile between the two nearest of rising numbers. */
function quantile(rising: readonly number[], share: number): number {
  const place = share * (rising.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, rising.length - 1);
  return rising[below]! + (place - below) * (rising[above]! - rising[below]!);
}

function heldByThird(cases: readonly Line[]): number[][] {
  const sigmas = cases.map(({ sigma }) => Number(sigma));
  const rising = [...sigmas].sort((a, b) => a - b);
  const borders = [quantile(rising, 1 / 3), quantile(rising, 2 / 3)];
  const thirds: number[][] = [[], [], []];
  cases.forEach((line, i) =>
    thirds[borders.filter((border) => sigmas[i]! > border).length]!.push(isHeld(line)),
  );
  return thirds;
}

function worstOf(cases: readonly Line[]): number | undefined {
  if (cases.length < 500) return undefined;
  const held = cases.map(isHeld);
  return Math.min(...held.slice(249).map((_, i) => average(held.slice(i, i + 250))));
}

function calibrationOf(lines: readonly Line[]): number {
  const bins = groupBy(lines, ({ pTouch }) => String(Math.max(Math.ceil(Number(pTouch) * 10), 1)));
  const distances = [...bins.values()].map(
    (bin) =>
      bin.length *
      Math.abs(
        average(bin.map(({ pTouch }) => Number(pTouch))) - average(bin.map(({ touched }) => Number(touched))),
      ),
  );
  return distances.reduce((sum, each) => sum + each, 0) / lines.length;
}

/** The lines of a file of forecasts. */
export const forecastsIn = (path: string): readonly Line[] =>
  parse(readFileSync(path, 'utf8'), { columns: true });

/** Scores a file of forecasts as anybody could: it knows nothing of how they were made. */
export function scoredFile(all: readonly Line[], model: string, horizon: string): ScoredFile {
  const lines = all.filter((line) => line['model'] === model && line['horizon'] === horizon);
  const levels = lines.filter(({ pTouch }) => pTouch !== '');
  const cases = [...groupBy(lines, ({ symbol, asOf }) => `${symbol} ${asOf}`).values()].map(
    ([first]) => first!,
  );
  const bySymbol = [...groupBy(cases, ({ symbol }) => symbol!).values()];
  const thirds = bySymbol.map(heldByThird);
  const worst = bySymbol.map(worstOf).filter((each) => each !== undefined);
  return {
    cases: cases.length,
    coverage90: average(cases.map(isHeld)),
    byTercile: [0, 1, 2].map((third) => average(thirds.flatMap((each) => each[third]!))),
    worst250: worst.length === 0 ? undefined : Math.min(...worst),
    calibrationError: calibrationOf(levels),
    levels: levels.length,
  };
}
