import { batches, bodyOf } from '../../../../lib/adapters/sqs/batches';

describe('batches', () => {
  it.each([
    { sizes: [], expected: [], law: 'none of nothing' },
    { sizes: [1, 1], expected: [[1, 1]], law: 'one of what fits' },
    {
      sizes: Array.from({ length: 11 }, () => 1),
      expected: [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [1]],
      law: 'ten at most',
    },
    { sizes: [131_072, 131_072, 1], expected: [[131_072, 131_072], [1]], law: '256 KB at most' },
    { sizes: [1, 300_000, 1], expected: [[1], [300_000], [1]], law: 'what is too large by itself' },
  ])('make $law', ({ sizes, expected }) => {
    const made = batches(sizes.map((size) => 'x'.repeat(size)));
    expect(made.map((batch) => batch.map((body) => body.length))).toEqual(expected);
  });
});

describe('bodyOf', () => {
  it('is ASCII, and JSON of the same', () => {
    const message = { name: 'é 𝄞 \u0000 \uffff \ud800', count: 1 };
    expect(bodyOf(message)).toMatch(/^[ -~]+$/);
    expect(JSON.parse(bodyOf(message))).toEqual(message);
  });
});
