import { rmSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { csvRange } from './csvRange';
import type { DataFolder } from './dataFolder';
import type { SaidAboutMarket } from './marketOptions';
import { beginReplay, openReplayState } from './replayState';
import type { ReplayState } from './replayState';
import { requireBars } from './requireBars';
import { seededSymbols } from './seededSymbols';
import { StartProblem } from './startProblem';
import { writeReplayCsv } from './writeReplayCsv';

/**
 * The replay that a data folder holds, or that begins in it.
 *
 * Edge    a folder that is new is emptied, but only once it is clear that what was said can be played.
 * Throws  StartProblem when it cannot.
 */
export async function openReplay(
  said: SaidAboutMarket,
  folder: DataFolder,
  projectRoot: string,
): Promise<ReplayState> {
  const writeBars = () =>
    said.source === 'csv' ? undefined : writeReplayCsv(folder.file('market-data'), projectRoot);
  // They can be had again, whatever has become of their folder.
  if (folder.isNew && said.source !== 'csv')
    rmSync(folder.file('market-data'), { recursive: true, force: true });
  await writeBars();
  if (folder.isNew) {
    requireOutside(said, folder);
    await requirePlayable(beginReplay(said, folder.name, csvRange));
    folder.begin();
    await writeBars();
  }
  const replay = openReplayState(folder.file('market.json'), said, {
    directory: folder.name,
    range: csvRange,
  });
  if (!folder.isNew) await requirePlayable(replay.market);
  return replay;
}

async function requirePlayable(market: ReplayState['market']): Promise<void> {
  const played = seededSymbols(market);
  if (market.source === 'csv') await requireBars(market.directory, played);
}

/** What lies in the data folder is deleted with it. */
function requireOutside({ directory }: SaidAboutMarket, folder: DataFolder): void {
  const way = directory === undefined ? '..' : relative(folder.path, resolve(directory));
  if (way.startsWith('..') || isAbsolute(way)) return;
  throw new StartProblem(
    `MARKET_DATA_DIR "${directory}" lies in the folder ${folder.name}, which is emptied at a first start: move it elsewhere.`,
  );
}
