/** A package may weigh this much: what is larger starts slower. */
const BUDGET_BYTES = 350_000;

/** The reference carries the script of its page, which is read when it is asked for. */
const LARGER_BUDGETS: Readonly<Record<string, number>> = { docs: 900_000 };

/** How much the package of a function may weigh, in bytes. */
export const budgetOf = (name: string): number => LARGER_BUDGETS[name] ?? BUDGET_BYTES;

export type Weighed = { readonly name: string; readonly bytes: number; readonly zippedBytes: number };

const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(1);

/** One line for each package: name, bytes of code, kilobytes as a zip. */
export function sizeTable(packages: readonly Weighed[]): string {
  const widest = Math.max(8, ...packages.map(({ name }) => name.length));
  const row = (name: string, bytes: string, zipped: string) =>
    `${name.padEnd(widest)}  ${bytes.padStart(9)}  ${zipped.padStart(9)}`;
  const rows = packages.map(({ name, bytes, zippedBytes }) =>
    row(name, String(bytes), kilobytes(zippedBytes)),
  );
  return [row('function', 'bytes', 'zipped kB'), ...rows].join('\n');
}

/** A sentence for each package that is over the budget. */
export function overBudget(packages: readonly Weighed[]): readonly string[] {
  return packages
    .filter(({ name, zippedBytes }) => zippedBytes > budgetOf(name))
    .map(
      ({ name, zippedBytes }) =>
        `"${name}" is ${kilobytes(zippedBytes)} kB zipped, over ${kilobytes(budgetOf(name))}: look at what it imports.`,
    );
}
