import { type VerifiedYear, verifyArchive } from '../app/verifyArchive';
import type { DataDesk } from '../compose/dataDesk';
import type { DataTerminal } from './dataTerminal';

/** Prints of each archived year what it holds; throws an Error of one sentence when any is damaged. */
export async function verifyData(
  desk: DataDesk,
  symbol: string | undefined,
  { print, progress }: Pick<DataTerminal, 'print' | 'progress'>,
): Promise<void> {
  let [years, damaged] = [0, 0];
  const order = { ...(symbol !== undefined && { series: symbol }), onProgress: progress.show };
  try {
    for await (const year of verifyArchive(desk, order)) {
      await print(`${lineOf(year)}\n`);
      years += 1;
      damaged += year.damage === undefined ? 0 : 1;
    }
  } finally {
    progress.end();
  }
  if (damaged > 0)
    throw new Error(`${damaged} of ${years} archived years are damaged: what to do stands beside each.`);
  await print(years === 0 ? 'The archive has no such bars.\n' : `${years} archived years are sound.\n`);
}

function lineOf({ missing, missingFrom, notHad, damage, ...found }: VerifiedYear): string {
  const { series, interval, year, bars, sources } = found;
  const place = `${series} ${interval} ${year}`;
  if (damage !== undefined) return `${place}  DAMAGED  ${damage}`;
  const gap =
    missingFrom === undefined
      ? 'none missing'
      : `${missing} missing, the first at ${new Date(missingFrom).toISOString()}`;
  const none = notHad === 0 ? '' : `, its source had none of ${notHad}`;
  if (bars === 0) return `${place}  ok  no bars${none}`;
  const before = none && `${none} before`;
  return `${place}  ok  ${bars.toLocaleString('en')} bars of ${sources.join(' and ')}, ${gap}${before}`;
}
