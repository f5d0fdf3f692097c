import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { replayPlan } from '../market/replayTime';
import { SIMULATION } from '../market/simulated';
import type { ReplayPlan } from '../market/replayTime';
import { damaged, readJson, writeJson } from './dataFolder';
import type { SaidAboutMarket } from './marketOptions';
import { StartProblem } from './startProblem';
import { DEFAULT_BAR_MS, requireSame, StoredState } from './storedReplay';

const DEFAULT_START = '2008-08-01';
const DEFAULT_SESSION_MS = 2000;

/** How far ahead the state on disk runs: market time must not go back when a process dies between two writes. */
const AHEAD_MS = 2000;

export type ReplayState = {
  readonly market: Omit<StoredState, 'elapsedMs'>;
  readonly plan: ReplayPlan;
  /** From here the functions read how long the replay has been running. */
  readonly clockFile: string;
  /** How long it has been running (wall time): it stands still until `run` is called. */
  readonly elapsedAt: (nowMs: number) => number;
  /** Lets the replay go on from where it stands. */
  run(nowMs: number): void;
  /** Notes how far the replay has come; to be called at least every second. */
  note(nowMs: number): void;
  /** Notes where the replay stands still. */
  stop(nowMs: number): void;
};

/** First and last session of the data. */
export type DataRange = { readonly first: string; readonly last: string };

/**
 * The replay as it was begun, standing where it stood still.
 *
 * Throws  StartProblem when the folder was begun with other options, when its file cannot be read, or when
 *         the start lies outside the data.
 */
export function openReplayState(
  file: string,
  said: SaidAboutMarket,
  { directory, range }: { directory: string; range: (csvDirectory: string) => DataRange },
): ReplayState {
  const stored = existsSync(file) ? parse(file, directory) : undefined;
  if (stored !== undefined) requireSame(stored, said);
  const { elapsedMs, ...begun } = stored ?? beginReplay(said, directory, range);
  const market = begun.source === 'csv' ? begun : { ...begun, directory: ownCsv(directory) };
  const plan = planOf(market, unplayable);
  const mostMs = lengthMs(plan, market);
  const clockFile = join(dirname(resolve(file)), 'replay-clock.json');
  let runsSince: number | undefined;
  let furthestMs = elapsedMs;
  const elapsedAt = (nowMs: number) => {
    const ranMs = elapsedMs + Math.max(0, nowMs - (runsSince ?? nowMs));
    // A wall clock that is set back does not take the market with it.
    furthestMs = Math.max(furthestMs, Math.min(ranMs, mostMs));
    return furthestMs;
  };
  const write = (elapsed: number) => writeJson(file, { ...market, elapsedMs: Math.min(elapsed, mostMs) });
  write(elapsedMs);
  writeJson(clockFile, { elapsedMs });
  return {
    market,
    plan,
    clockFile,
    elapsedAt,
    run: (nowMs) => {
      runsSince = nowMs;
      write(elapsedMs + AHEAD_MS);
      writeJson(clockFile, { elapsedMs, runsSince });
    },
    note: (nowMs) => write(runsSince === undefined ? elapsedMs : elapsedAt(nowMs) + AHEAD_MS),
    stop: (nowMs) => write(elapsedAt(nowMs)),
  };
}

/** How long all that is played takes: beside the replay the simulator, which goes on when that has ended. */
function lengthMs(plan: ReplayPlan, { source, barMs }: Pick<StoredState, 'source' | 'barMs'>): number {
  const replayMs = plan.sessionCount * plan.sessionMs;
  if (source === 'csv') return replayMs;
  const sessionMs = barMs * SIMULATION.barsPerSession;
  const { sessionCount } = replayPlan({
    startSession: SIMULATION.usualStart,
    lastSession: SIMULATION.lastSession,
    sessionMs,
  });
  return Math.max(replayMs, sessionCount * sessionMs);
}

function parse(file: string, directory: string): StoredState {
  const parsed = StoredState.safeParse(readJson(file, directory));
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.success) {
    throw damaged(directory, `${basename(file)}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  const plan = planOf(parsed.data, (reason) => damaged(directory, `${basename(file)}: ${reason}`));
  const { elapsedMs } = parsed.data;
  const mostMs = lengthMs(plan, parsed.data);
  if (elapsedMs <= mostMs) return parsed.data;
  throw damaged(
    directory,
    `${basename(file)}: elapsedMs ${elapsedMs} is more than the ${mostMs} of the whole replay`,
  );
}

function planOf(
  { start, end, sessionMs }: Omit<StoredState, 'elapsedMs'>,
  problem: (reason: string) => StartProblem,
): ReplayPlan {
  try {
    return replayPlan({ startSession: start, lastSession: end, sessionMs });
  } catch (error) {
    throw problem(error instanceof Error ? error.message : String(error));
  }
}

/**
 * The replay that begins where nothing is stored.
 *
 * Throws  StartProblem when the start lies outside the data.
 */
export function beginReplay(
  said: SaidAboutMarket,
  directory: string,
  range: (csvDirectory: string) => DataRange,
): StoredState {
  const source = said.source ?? 'replay';
  const csvDirectory = source === 'csv' ? resolve(said.directory ?? '') : ownCsv(directory);
  const { first, last } = range(csvDirectory);
  const start = said.start ?? (isWithin(DEFAULT_START, first, last) ? DEFAULT_START : middle(first, last));
  if (!isWithin(start, first, last)) {
    throw new StartProblem(
      `--from "${start}" is not within the market data: choose a date from ${first} to ${last}.`,
    );
  }
  const sessionMs = said.sessionMs ?? DEFAULT_SESSION_MS;
  const barMs = said.barMs ?? DEFAULT_BAR_MS;
  const paces = { sessionMs, barMs };
  const begun = {
    source,
    directory: csvDirectory,
    start,
    end: last,
    ...paces,
    ...namedIn(said),
    elapsedMs: 0,
  };
  planOf(begun, unplayable);
  return begun;
}

/** Names that were said, which may be none. */
const namedIn = ({ symbols, vendors }: SaidAboutMarket) => ({
  ...(symbols !== undefined && { symbols }),
  ...(vendors !== undefined && { vendors }),
});

function unplayable(reason: string): StartProblem {
  return new StartProblem(`The market data cannot be played: ${reason}.`);
}

/** The bars of source replay lie in the data folder itself, wherever that has been moved. */
function ownCsv(directory: string): string {
  return resolve(directory, 'market-data');
}

function isWithin(date: string, first: string, last: string): boolean {
  return date >= first && date <= last;
}

function middle(first: string, last: string): string {
  return new Date((Date.parse(first) + Date.parse(last)) / 2).toISOString().slice(0, 10);
}
