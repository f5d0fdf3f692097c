/** `npm run authz-matrix`: what each operation answers to each credential, asked of the real handlers. */
import { AUTHZ_CASES, authzMatrix, NO_CASE, OPERATIONS } from './authzMatrix';

async function main(): Promise<void> {
  const cellsOf = authzMatrix();
  const table: string[][] = [['operation', 'scope', ...AUTHZ_CASES]];
  for (const operation of OPERATIONS) {
    const cells = await cellsOf(operation);
    const says = AUTHZ_CASES.map((kind) => cells.get(kind)?.says ?? NO_CASE);
    table.push([operation.route, operation.scope ?? 'public', ...says]);
  }
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of table) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
  console.log(
    `\n${OPERATIONS.length} operations, held to their declared scopes by npx jest test/functions/authzMatrix`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
