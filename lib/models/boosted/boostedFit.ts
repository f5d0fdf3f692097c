import * as z from 'zod';

const places = z.array(z.int().min(0));

/** Beyond any column or target: what is summed of them stays finite. */
const numbers = z.array(z.number().min(-1e300).max(1e300));

/** Trees as JSON: all nodes in one row, tree after tree, parents before children. */
export const boostedSchema = z.strictObject({
  /** Columns of a row. */
  columns: z.int().min(1),
  /** What is said before any tree. */
  start: z.number(),
  /** The place of each tree's root. */
  roots: places,
  /** Which column a node looks at; 0 for leaves. */
  column: places,
  /** Rows not above it go left. */
  threshold: numbers,
  /** The left child's place, the right one's is the one after; 0 for leaves. */
  child: places,
  /** What a tree says at a node; of leaves it counts, of others it explains. */
  value: numbers,
});

/** What boosted trees have learned. */
export type BoostedFit = Readonly<z.infer<typeof boostedSchema>>;

/** What is wrong with the trees as trees: every path must lead down and end. */
export function boostedDisorder({
  columns,
  roots,
  column,
  threshold,
  child,
  value,
}: BoostedFit): string | undefined {
  const nodes = child.length;
  if ([column, threshold, value].some((list) => list.length !== nodes)) return 'lists are of unequal length';
  const wrongRoot = roots.find((root) => root >= nodes);
  if (wrongRoot !== undefined) return `there is no root "${wrongRoot}"`;
  const wrongColumn = column.find((each) => each >= columns);
  if (wrongColumn !== undefined) return `there is no column "${wrongColumn}"`;
  const wrongChild = child.findIndex((each, node) => each !== 0 && (each <= node || each + 1 >= nodes));
  return wrongChild < 0 ? undefined : `node "${wrongChild}" has no child "${child[wrongChild]}"`;
}
