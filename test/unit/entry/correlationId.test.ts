import { wellFormedCorrelationId } from '../../../lib/entry/correlationId';

test.each(['order-17', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', '1-67891233-abcdef', 'a', 'x'.repeat(128)])(
  '"%s" is taken',
  (id) => {
    expect(wellFormedCorrelationId(id)).toBe(id);
  },
);

test.each([
  undefined,
  '',
  'x'.repeat(129),
  'two words',
  'a\nb',
  'a"b',
  'ä',
  '<b>',
  'reader@example.com',
  '+12025550100',
  'key_abcdefgh.secretsecret',
])('%j is passed over', (id) => {
  expect(wellFormedCorrelationId(id)).toBeUndefined();
});
