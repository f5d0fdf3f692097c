import { MALFORMED, type Outcome, UNKNOWN_SYMBOL } from '../../../../lib/adapters/vendor/outcome';
import { untilRefused } from '../../../../lib/adapters/vendor/untilRefused';

const DATA = { kind: 'data', data: 0 } as const;

/** What is asked of months that mean so much, in which order, and what comes of it. */
async function askedOf(...outcomes: readonly Outcome<number>[]) {
  const asked: number[] = [];
  const found = await untilRefused([...outcomes.keys()], async (place) => {
    asked.push(place);
    return outcomes[place]!;
  });
  return { asked, found: found.map(({ kind }) => kind) };
}

test.each<[string, readonly Outcome<number>[], readonly number[], readonly string[]]>([
  ['of none asks for none', [], [], []],
  ['of one asks for it', [UNKNOWN_SYMBOL], [0], ['unknownSymbol']],
  ['asks for the newest, then from the oldest on', [DATA, DATA, DATA], [2, 0, 1], ['data', 'data', 'data']],
  [
    'goes on where only the oldest does not know the symbol',
    [UNKNOWN_SYMBOL, UNKNOWN_SYMBOL, DATA],
    [2, 0, 1],
    ['unknownSymbol', 'unknownSymbol', 'data'],
  ],
  [
    'goes on where only the newest does not know it',
    [DATA, DATA, UNKNOWN_SYMBOL],
    [2, 0, 1],
    ['data', 'data', 'unknownSymbol'],
  ],
  [
    'ends where neither knows it',
    [UNKNOWN_SYMBOL, DATA, UNKNOWN_SYMBOL],
    [2, 0],
    ['unknownSymbol', 'unknownSymbol'],
  ],
  ['ends with the first that is refused', [MALFORMED, DATA, DATA], [2, 0], ['malformed', 'data']],
  ['ends with the newest where that is refused', [DATA, DATA, MALFORMED], [2], ['malformed']],
])('a question in stretches %s', async (_what, outcomes, asked, found) => {
  expect(await askedOf(...outcomes)).toEqual({ asked, found });
});
