import type { ProgressBar } from './progressBar';

/** What `npm run data` speaks to. */
export type DataTerminal = {
  /** What was asked for. */
  readonly print: (text: string) => Promise<void>;
  /** What is said about it. */
  readonly tell: (line: string) => void;
  /** How far it is. */
  readonly progress: ProgressBar;
};
