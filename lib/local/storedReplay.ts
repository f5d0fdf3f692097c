import { resolve } from 'node:path';
import * as z from 'zod';
import type { SaidAboutMarket } from './marketOptions';
import { StartProblem } from './startProblem';

export const DEFAULT_BAR_MS = 1000;

/** A replay as its data folder knows it. */
export const StoredState = z.strictObject({
  source: z.enum(['replay', 'csv']),
  directory: z.string().min(1),
  start: z.iso.date(),
  end: z.iso.date(),
  sessionMs: z.int().positive(),
  /** Wall time of a simulated 5-minute bar. */
  barMs: z.int().positive().default(DEFAULT_BAR_MS),
  symbols: z.string().optional(),
  /** Vendors of live bars, in the order in which they are asked: then nothing is played. */
  vendors: z.string().optional(),
  /** Wall time the replay has been running: market time stands still while the stack is down. */
  elapsedMs: z.number().min(0),
});

export type StoredState = z.infer<typeof StoredState>;

/** Throws  StartProblem where something is said otherwise than the replay was begun with. */
export function requireSame(stored: StoredState, said: SaidAboutMarket): void {
  const pairs = [
    ['MARKET_DATA', stored.vendors ?? stored.source, said.vendors ?? said.source],
    ['MARKET_DATA_DIR', stored.directory, said.directory && resolve(said.directory)],
    ['--from', stored.start, said.start],
    ['--session-ms', stored.sessionMs, said.sessionMs],
    ['--bar-ms', stored.barMs, said.barMs],
    ['SYMBOLS', stored.symbols, said.symbols],
  ] as const;
  for (const [name, before, now] of pairs) {
    if (now === undefined || now === before) continue;
    throw new StartProblem(
      `${name} "${now}" differs from "${before ?? 'none'}", with which the stored data were begun: leave it out, or begin anew with npm start -- --fresh.`,
    );
  }
}
