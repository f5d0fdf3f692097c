import { readArchive } from '../app/readArchive';
import type { DataDesk } from '../compose/dataDesk';
import { BAR_CSV_HEADER } from '../market/canonicalBars';
import { barLine } from '../market/barLine';
import { quoted } from '../quoted';
import type { DataCommand } from './dataOptions';
import type { DataTerminal } from './dataTerminal';
import { writeWhole } from './writeWhole';

type Export = Extract<DataCommand, { does: 'export' }>;

/** Archived bars as CSV, into a file or onto the terminal, which then has no room for how far it is. */
export async function exportBars(desk: DataDesk, command: Export, terminal: DataTerminal): Promise<void> {
  const { symbol, interval, from, before, out, force } = command;
  const stretch = { ...(from !== undefined && { from }), ...(before !== undefined && { before }) };
  const { print, tell, progress } = terminal;
  const watched = out !== undefined && { onProgress: progress.show };
  let bars = 0;
  async function* texts(): AsyncGenerator<string, void, undefined> {
    for await (const ofYear of readArchive(desk, { series: symbol, interval, ...stretch, ...watched })) {
      if (bars === 0) yield `${BAR_CSV_HEADER}\n`;
      bars += ofYear.length;
      yield `${ofYear.map(barLine).join('\n')}\n`;
    }
    if (bars > 0) return;
    throw new Error(
      `The archive has no ${interval} bars of ${quoted(symbol)} then: npm run data -- verify says what it has.`,
    );
  }
  if (out === undefined) for await (const text of texts()) await print(text);
  else {
    await writeWhole({ path: out, force }, texts()).finally(progress.end);
    tell(`${bars.toLocaleString('en')} bars of ${symbol} ${interval} are in ${quoted(out)}.`);
  }
}
