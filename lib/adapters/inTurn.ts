/**
 * Items of many owners so that none waits for all of another: the first of each, then the second of each, and so on.
 *
 * Shape  owners in the order of their first items, and the items of one in the order they come in.
 * @example inTurn(['a1', 'a2', 'b1'], (item) => item[0]) // → ['a1', 'b1', 'a2']
 */
export function inTurn<Item>(items: readonly Item[], ownerOf: (item: Item) => unknown): readonly Item[] {
  const before = new Map<unknown, number>();
  const placed = items.map((item) => {
    const owner = ownerOf(item);
    const turn = before.get(owner) ?? 0;
    before.set(owner, turn + 1);
    return { item, turn };
  });
  return placed.toSorted((one, other) => one.turn - other.turn).map(({ item }) => item);
}
