import { samplesOf } from '../../support/sampleSeries';

test.each([
  ['single values and a missing bar', '148 _ 151.5 -2', [148, undefined, 151.5, -2]],
  ['n + 1 rising values', '100+10x2', [100, 110, 120]],
  ['n + 1 falling values', '1-0.5x3', [1, 0.5, 0, -0.5]],
  ['n + 1 times the same value', '7x2', [7, 7, 7]],
  ['n missing bars', '1 _x2 2', [1, undefined, undefined, 2]],
  ['any blanks between the samples', '  1\n 2\t3 ', [1, 2, 3]],
])('reads %s', (_, text, samples) => {
  expect(samplesOf(text)).toEqual(samples);
});

test.each(['abc', '1+x3', '1x', '_3', '1e999'])('refuses %j by name', (text) => {
  expect(() => samplesOf(text)).toThrow(`"${text}" is no sample`);
});
