import type { BandTest } from '../../../../lib/rules/rule';
import { eventsOf, play, ruleOf, slotsOf, whysOf } from '../../../support/series';

const run = (op: BandTest, series: string) =>
  play(ruleOf({ op, left: 'close', lo: 10, hi: 20 }), slotsOf(series));

test.each<[string, BandTest, string, string]>([
  [
    'inside holds at both bounds and between',
    'inside',
    '9 10 15 20 21',
    'noMatch fired unchanged unchanged noMatch',
  ],
  ['outside holds beyond both bounds', 'outside', '9 10 20 21', 'fired noMatch noMatch fired'],
  ['enters fires where the value comes in from below', 'enters', '9 10 11', 'noMatch fired noMatch'],
  ['enters fires where the value comes in from above', 'enters', '21 20 19', 'noMatch fired noMatch'],
  ['enters never fires on the first known bar', 'enters', '15 16', 'warmUp noMatch'],
  ['enters does not count a jump over the band', 'enters', '9 21', 'noMatch noMatch'],
  ['exits fires where the value goes out', 'exits', '15 21 22', 'noMatch fired noMatch'],
  ['exits never fires on the first known bar', 'exits', '21 22', 'warmUp noMatch'],
  ['exits does not fire at the bound', 'exits', '15 20', 'noMatch noMatch'],
  ['exits fires over a gap of two bars', 'exits', '15 _ _ 9', 'noMatch missingBar missingBar fired'],
  [
    'exits does not compare with an older bar',
    'exits',
    '15 _x3 9',
    'noMatch missingBar missingBar missingBar stale',
  ],
  ['inside is unknown on a missing bar', 'inside', '9 _ 15', 'noMatch missingBar fired'],
])('%s', (_, op, series, whys) => {
  expect(whysOf(run(op, series))).toBe(whys);
});

test('each bar is compared with its own bounds', () => {
  const rule = ruleOf({ op: 'enters', left: 'close', lo: 'volume', hi: { add: ['volume', 1] } });
  expect(whysOf(play(rule, slotsOf({ close: '5 5 5', volume: '6 5 4' })))).toBe('noMatch fired noMatch');
});

test('a band that is upside down on a bar holds nothing', () => {
  const rule = (op: BandTest) => ruleOf({ op, left: 'close', lo: 'volume', hi: 7 });
  const slots = slotsOf({ close: '8 8', volume: '9 9' });
  expect(eventsOf(play(rule('inside'), slots))).toBe('');
  expect(eventsOf(play(rule('outside'), slots))).toBe('0:fired');
});

test('the finding names all three sides', () => {
  expect(run('enters', '9 11').at(-1)?.values).toEqual([
    { path: 'when.left', label: 'close', words: 'close', previous: 9, current: 11 },
    { path: 'when.lo', label: '10', words: '10', constant: true, previous: 10, current: 10 },
    { path: 'when.hi', label: '20', words: '20', constant: true, previous: 20, current: 20 },
  ]);
});
