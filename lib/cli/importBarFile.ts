import { readFile } from 'node:fs/promises';
import { archiveBars } from '../app/archiveBars';
import { checkedRows, type Refusal } from '../app/checkedRows';
import { rejectionDetail } from '../app/importRow';
import type { DataDesk } from '../compose/dataDesk';
import { csvRows } from '../entry/csvRows';
import { quoted } from '../quoted';
import type { DataCommand } from './dataOptions';
import type { DataTerminal } from './dataTerminal';

type Import = Extract<DataCommand, { does: 'import' }>;

const SOURCE = 'import';
/** More than twenty years of minutes. */
const MOST_BARS = 5_000_000;
const MOST_TOLD = 50;

/**
 * Archives the bars of a CSV file: all of them, or with `partial` those that are sound. Bars that stand already stay as
 * they were read first.
 *
 * Throws  an Error of one sentence when rows are refused, once each was told with its line and reason.
 */
export async function importBarFile(
  desk: DataDesk,
  { file, symbol, interval, partial }: Import,
  { tell, progress }: Pick<DataTerminal, 'tell' | 'progress'>,
): Promise<void> {
  const rows = csvRows(await textOf(file), MOST_BARS, `The file ${quoted(file)}`);
  const knownAt = desk.clock.now();
  const { accepted, refused } = checkedRows({ series: symbol, interval, source: SOURCE, rows, knownAt });
  tellRefused(file, refused, tell);
  if (refused.length > 0 && !partial)
    throw new Error(
      `${refused.length} of ${rows.length} bars of ${quoted(file)} are refused, and nothing was archived: correct them, or take the others with --partial.`,
    );
  const order = { series: symbol, interval, bars: accepted, onProgress: progress.show };
  const added = await archiveBars(desk, order).finally(progress.end);
  const stood = accepted.length - added;
  tell(
    `${added} new bars of ${symbol} ${interval} are archived, ${stood} stood already, ${refused.length} were refused.`,
  );
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`The file ${quoted(file)} cannot be read: ${(cause as Error).message}.`, { cause });
  });
}

function tellRefused(file: string, refused: readonly Refusal[], tell: (line: string) => void): void {
  for (const { row, reason } of refused.slice(0, MOST_TOLD))
    tell(`${file}:${row.line} ${reason}: ${rejectionDetail(row, reason).message}`);
  if (refused.length > MOST_TOLD) tell(`… and ${refused.length - MOST_TOLD} more.`);
}
