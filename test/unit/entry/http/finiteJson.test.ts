import { bareAnswer } from '../../../../lib/entry/http/answers';
import { finiteJson } from '../../../../lib/entry/http/finiteJson';

describe('the JSON of an answer', () => {
  test.each([
    ['numbers and nulls that are meant', { next: null, items: [{ price: 1.5 }] }],
    ['no null at all', { price: 1.5 }],
    ['the word null in a text', { name: 'null' }],
  ])('may hold %s', (_, answer) => {
    expect(finiteJson(answer)).toBe(JSON.stringify(answer));
  });

  test.each([Number.NaN, Infinity, -Infinity])('never holds %s, however deep', (price) => {
    expect(() => finiteJson({ items: [{ deep: { price } }] })).toThrow(
      `the answer holds ${price} at "price"`,
    );
  });
});

describe('the answer that is a document', () => {
  test('is written once for as long as the document is held', () => {
    const document = { openapi: '3.1.0' };
    const toJSON = jest.fn(() => document);
    const held = { toJSON };
    const bodies = [1, 2].map(() => bareAnswer({ status: 200, data: held }).body);
    expect(bodies).toEqual(['{"openapi":"3.1.0"}', '{"openapi":"3.1.0"}']);
    expect(toJSON).toHaveBeenCalledTimes(1);
  });
});
