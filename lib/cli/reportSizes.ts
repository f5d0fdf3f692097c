import type { Weighed } from './zipBudget';
import { overBudget, sizeTable } from './zipBudget';

/** Prints the table; the process fails when a package is over the budget. */
export function reportSizes(packages: readonly Weighed[]): void {
  console.log(sizeTable(packages));
  const sentences = overBudget(packages);
  if (sentences.length === 0) return;
  console.error(sentences.join('\n'));
  process.exitCode = 1;
}
