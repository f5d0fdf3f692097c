import { overBudget, sizeTable } from '../../../lib/cli/zipBudget';

const weighed = (name: string, zippedBytes: number) => ({ name, bytes: 2 * zippedBytes, zippedBytes });

describe('the budget of a package', () => {
  test('350 kB are within it', () => {
    expect(overBudget([weighed('predict', 350_000)])).toEqual([]);
  });

  test('a byte more is named with its function', () => {
    expect(overBudget([weighed('train', 1_000), weighed('predict', 350_001)])).toEqual([
      '"predict" is 350.0 kB zipped, over 350.0: look at what it imports.',
    ]);
  });

  test('the reference may weigh more, up to a budget of its own', () => {
    expect(overBudget([weighed('docs', 900_000)])).toEqual([]);
    expect(overBudget([weighed('docs', 900_001)])).toEqual([
      '"docs" is 900.0 kB zipped, over 900.0: look at what it imports.',
    ]);
  });
});

test('the table has one line for each package under its heading', () => {
  expect(sizeTable([weighed('train', 150_040), weighed('notFound', 44_000)])).toBe(
    [
      'function      bytes  zipped kB',
      'train        300080      150.0',
      'notFound      88000       44.0',
    ].join('\n'),
  );
});
