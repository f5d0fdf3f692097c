/** Rows of cells as lines of aligned columns; a column whose cells all are figures is set flush right. */
export function textTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, j) => Math.max(...lines.map((cells) => (cells[j] ?? '').length)));
  const areFigures = headings.map((_, j) => rows.every((cells) => FIGURE.test(cells[j] ?? '')));
  const aligned = (cell: string, j: number): string =>
    areFigures[j] ? cell.padStart(widths[j] ?? 0) : cell.padEnd(widths[j] ?? 0);
  return lines.map((cells) => cells.map(aligned).join('  ').trimEnd()).join('\n');
}

const FIGURE = /^(-|[+−-]?[\d,]+([.]\d+)?)$/;
