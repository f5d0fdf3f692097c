import type { Paging } from '../http/binding';

/** A list as the contract shows it: its items, and where the next page begins. */
export const pageView = <Item, View>(
  page: { readonly items: readonly Item[]; readonly next: string | undefined },
  paging: Paging,
  view: (item: Item) => View,
) => ({ items: page.items.map(view), nextCursor: paging.seal(page.next) });
