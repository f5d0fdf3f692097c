import type { ProgressBar } from '../../lib/cli/progressBar';

/** A bar that nobody sees. */
export const quietProgress: ProgressBar = {
  show: () => undefined,
  tell: () => undefined,
  clear: () => undefined,
  end: () => undefined,
};
