import { finiteJson } from '../http/finiteJson';
import type { Paging } from '../http/binding';

/**
 * Bytes that the items of a page may have. Lambda returns at most 6,291,556, in which an answer is a text within a
 * text: each of its quotes is written as two bytes.
 */
const MOST_PAGE_BYTES = 4_000_000;

type Page<Item> = { readonly items: readonly Item[]; readonly next: string | undefined };

type Shown<Item> = {
  readonly view: (item: Item) => object;
  /** Where the page begins that follows on an item. */
  readonly placeOf: (item: Item) => string;
};

/**
 * The JSON of a list whose items may be large: it ends before the item that would make it too long, and the next
 * page begins there. Only of a page that is too long is anything written twice.
 *
 * Edge  the first item is told whatever its size: no page is empty while there is more.
 */
export function writtenPage<Item>(page: Page<Item>, paging: Paging, { view, placeOf }: Shown<Item>): string {
  const views = page.items.map(view);
  const whole = finiteJson(views);
  if (Buffer.byteLength(whole) <= MOST_PAGE_BYTES) return pageText(whole, paging.seal(page.next));
  const texts = thatFit(views);
  const last = page.items[texts.length - 1];
  const isCut = last !== undefined && texts.length < views.length;
  return pageText(`[${texts.join()}]`, paging.seal(isCut ? placeOf(last) : page.next));
}

const pageText = (items: string, nextCursor: string | null): string =>
  `{"items":${items},"nextCursor":${JSON.stringify(nextCursor)}}`;

/** The JSON of each of the first items that a page has room for. */
function thatFit(views: readonly object[]): readonly string[] {
  const texts: string[] = [];
  let bytes = '[]'.length;
  for (const view of views) {
    const text = finiteJson(view);
    bytes += Buffer.byteLength(text) + (texts.length > 0 ? ','.length : 0);
    if (bytes > MOST_PAGE_BYTES && texts.length > 0) break;
    texts.push(text);
  }
  return texts;
}
