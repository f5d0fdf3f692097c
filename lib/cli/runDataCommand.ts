import type { DataDesk } from '../compose/dataDesk';
import { DATA_HELP } from './dataHelp';
import type { DataCommand } from './dataOptions';
import type { DataTerminal } from './dataTerminal';
import { exportBars } from './exportBars';
import { fetchIntoArchive } from './fetchIntoArchive';
import { importBarFile } from './importBarFile';
import { newsIntoFile } from './newsIntoFile';
import { verifyData } from './verifyData';

/** Does what was asked for. Throws what hinders it, as an Error whose message is to be printed. */
export async function runDataCommand(
  desk: DataDesk,
  command: DataCommand,
  terminal: DataTerminal,
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
    case 'news':
      return newsIntoFile(desk, command, terminal);
    case 'verify':
      return verifyData(desk, command.symbol, terminal);
  }
}
