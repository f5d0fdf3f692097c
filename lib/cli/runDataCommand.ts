import type { DataDesk } from '../compose/dataDesk';
import { DATA_HELP } from './dataHelp';
import type { DataCommand } from './dataOptions';
import { exportBars } from './exportBars';
import { fetchIntoArchive } from './fetchIntoArchive';
import { importBarFile } from './importBarFile';
import type { ProgressBar } from './progressBar';
import { verifyData } from './verifyData';

export type Terminal = {
  /** What was asked for. */
  readonly print: (text: string) => Promise<void>;
  /** What is said about it. */
  readonly tell: (line: string) => void;
  /** How far it is. */
  readonly progress: ProgressBar;
};

/** Does what was asked for. Throws what hinders it, as an Error whose message is to be printed. */
export async function runDataCommand(
  desk: DataDesk,
  command: DataCommand,
  terminal: Terminal,
): Promise<void> {
  switch (command.does) {
    case 'help':
      return terminal.print(DATA_HELP);
    case 'fetch':
      return terminal.tell(await fetchIntoArchive(desk, command, terminal.progress));
    case 'import':
      return importBarFile(desk, command, terminal);
    case 'export':
      return exportBars(desk, command, terminal);
    case 'verify':
      return verifyData(desk, command.symbol, terminal);
  }
}
