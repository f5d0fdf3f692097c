import { nestingDepth } from '../../../../lib/entry/http/nestingDepth';

test.each([
  ['a bare number has no depth', '1', 0],
  ['an object is one level', '{}', 1],
  ['siblings do not add up', '[[],[],{}]', 2],
  ['brackets inside strings do not count', '{"a":[1,"[[["]}', 2],
  ['an escaped quote does not end a string', '["\\"[[[["]', 1],
  ['an escaped backslash does not hide the quote after it', '["\\\\",[]]', 2],
  ['an unfinished string swallows the rest', '["[[[[', 1],
  ['five thousand levels are counted without recursion', '['.repeat(5000), 5000],
])('%s', (_, text, depth) => {
  expect(nestingDepth(text)).toBe(depth);
});
