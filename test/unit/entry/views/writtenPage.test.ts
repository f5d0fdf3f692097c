import { writtenPage } from '../../../../lib/entry/views/writtenPage';

const MOST_PAGE_BYTES = 4_000_000;

const paging = { after: undefined, seal: (next: string | undefined) => next ?? null };

/** The bytes of an item around its text. */
const AROUND = JSON.stringify({ id: 'a', text: '' }).length;

const itemOf = (id: string, bytes: number, letter = 'x') => ({
  id,
  text: letter.repeat((bytes - AROUND) / Buffer.byteLength(letter)),
});

/** Where a page of such items ends, and which of them are on it. */
function paged(items: readonly ReturnType<typeof itemOf>[], next?: string) {
  const shown = { view: (item: object) => item, placeOf: ({ id }: { id: string }) => `after ${id}` };
  const page = JSON.parse(writtenPage({ items, next }, paging, shown));
  return { ids: page.items.map(({ id }: { id: string }) => id).join(''), next: page.nextCursor };
}

/** Two such items, with what is between and around them, are a byte less than a page may have. */
const HALF = MOST_PAGE_BYTES / 2 - 2;

test.each([
  ['without items has none', [], undefined, { ids: '', next: null }],
  [
    'that fits ends where its list does',
    [itemOf('a', HALF), itemOf('b', HALF + 1)],
    undefined,
    { ids: 'ab', next: null },
  ],
  ['that fits goes on where its list does', [itemOf('a', 100)], 'after a', { ids: 'a', next: 'after a' }],
  [
    'that is a byte too long ends before, and goes on after its last item',
    [itemOf('a', HALF), itemOf('b', HALF + 2)],
    undefined,
    { ids: 'a', next: 'after a' },
  ],
  [
    'that is too long goes on there even where its list ends later',
    [itemOf('a', 100), itemOf('b', 100), itemOf('c', MOST_PAGE_BYTES), itemOf('d', 100)],
    'after d',
    { ids: 'ab', next: 'after b' },
  ],
  [
    'is as long as its bytes, not its characters',
    [itemOf('a', HALF, 'é'), itemOf('b', HALF + 100, 'é')],
    undefined,
    { ids: 'a', next: 'after a' },
  ],
  [
    'begins with an item that is too long by itself',
    [itemOf('a', MOST_PAGE_BYTES + 1), itemOf('b', 100)],
    undefined,
    { ids: 'a', next: 'after a' },
  ],
])('a page %s', (_what, items, next, expected) => {
  expect(paged(items, next)).toEqual(expected);
});

test('a number that JSON does not know is thrown as the bug it is', () => {
  const shown = { view: (price: number) => ({ price }), placeOf: String };
  expect(() => writtenPage({ items: [Number.NaN], next: undefined }, paging, shown)).toThrow(
    'the answer holds NaN at "price"',
  );
});
