import { featureMatrix } from '../../features/featureMatrix';
import type { CleanBars } from '../../market/bar';
import type { ModelKind } from '../../models/fit';
import { intradayHar } from '../../models/intraday/intradayHar';
import { varianceIn } from '../../models/logVarianceHead';
import { modelNamed } from '../../models/modelNamed';
import type { Contender } from '../backtest/backtest';
import { readingsOver, walkForward } from '../walkForward';
import { caseExamples } from './caseBacktest';
import type { CaseTable } from './caseTable';

/** Where the cases of a contest begin, and how many have to be learned from before one is told. */
export type Beginning = { readonly firstSession: number; readonly fewestRows: number };

/** First case from a session, and from a place, on. */
function firstCase({ session, issuedAt }: CaseTable, firstSession: number, firstPlace = 0): number {
  const row = issuedAt.findIndex((place, each) => session[each]! >= firstSession && place >= firstPlace);
  return row < 0 ? issuedAt.length : row;
}

const atCases = (column: Float64Array, { issuedAt }: CaseTable) =>
  Float64Array.from(issuedAt, (place) => column[place]!);

/** A model that reads columns of an intraday series, one reading a place of its table. */
export function intradayHarContender(
  table: CaseTable,
  columns: Readonly<Record<string, Float64Array>>,
  { firstSession, fewestRows }: Beginning,
): Contender {
  const examples = caseExamples(table, firstCase(table, firstSession), {
    features: Object.keys(columns),
    columns: Object.values(columns).map((column) => atCases(column, table)),
  });
  const learn = intradayHar(examples);
  return {
    name: 'har',
    examples,
    fewestRows,
    walk: (blocks) =>
      readingsOver(examples, blocks, (through) => {
        const fit = learn(through);
        return (row) => varianceIn(fit, row);
      }),
  };
}

/** These learn little, and are content with as few cases as the table begins with. */
const FRUGAL: readonly ModelKind[] = ['naive', 'ewma', 'har'];

/**
 * A model of the daily ladder on the cases of a table; `bars` have one bar a place of it.
 *
 * Edge    one that reads several rows at once reads those of as many cases.
 */
export function ladderContender(
  bars: CleanBars,
  kind: ModelKind,
  table: CaseTable,
  { firstSession, fewestRows }: Beginning,
): Contender {
  const model = modelNamed(kind);
  const matrix = featureMatrix(bars, model.features, table.horizon);
  const firstRow = firstCase(table, firstSession, matrix.firstRow) + (model.windowRows ?? 1) - 1;
  const examples = caseExamples(table, firstRow, {
    features: matrix.names,
    columns: matrix.columns.map((column) => atCases(column, table)),
  });
  return {
    name: kind,
    examples,
    fewestRows: FRUGAL.includes(kind) ? fewestRows : Math.max(fewestRows, model.fewestRows),
    walk: (blocks) => walkForward(model, examples, blocks),
  };
}
