import { rebasedWarning, shortWarning, waitingWarning } from '../../../../lib/alerts/texts/splitWarnings';

const of = (date: string, numerator: number, denominator: number) => ({
  at: Date.parse(`${date}T00:00:00Z`),
  numerator,
  denominator,
});

it.each([
  ['1/7 of', [of('2014-06-09', 7, 1)], 'its split 7:1 of 2014-06-09'],
  ['2/3 of', [of('2014-06-09', 3, 2)], 'its split 3:2 of 2014-06-09'],
  ['8 times', [of('2021-08-02', 1, 8)], 'its split 1:8 of 2021-08-02'],
  [
    '1/28 of',
    [of('2014-06-09', 7, 1), of('2020-08-31', 4, 1)],
    'its splits 7:1 of 2014-06-09 and 4:1 of 2020-08-31',
  ],
  [
    '3/2 of',
    [of('2014-06-09', 2, 1), of('2020-08-31', 1, 3)],
    'its splits 2:1 of 2014-06-09 and 1:3 of 2020-08-31',
  ],
])('prices that are judged as %s what is written are told of with their splits', (share, splits, named) => {
  expect(rebasedWarning('AAPL', splits)).toBe(
    `On "AAPL" prices in this rule are judged as ${share} what is written, since ${named}.`,
  );
});

it('a rule that waits is told of with what can be done', () => {
  expect(waitingWarning('AAPL', of('2014-06-09', 7, 1))).toBe(
    'On "AAPL" the rule waits: only one of price and announcement says that there was a split 7:1 of 2014-06-09. Where it was none, pause and resume the rule, or save it with other prices.',
  );
});

it('a rule that does not look back over a split that is only suspected is told of with the day', () => {
  expect(shortWarning('AAPL', of('2014-06-09', 7, 1))).toBe(
    'On "AAPL" the rule looks back no further than 2014-06-09, and stays silent until it has enough bars since: only one of price and announcement says that there was a split 7:1 of 2014-06-09.',
  );
});
