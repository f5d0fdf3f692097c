import { alphaVantageOutcome } from '../../../../lib/adapters/alphaVantage/alphaVantageOutcome';
import { alphaVantageSplitRows } from '../../../../lib/adapters/alphaVantage/alphaVantageSplitRows';
import { fmpOutcome } from '../../../../lib/adapters/fmp/fmpOutcome';
import { fmpSplitRows } from '../../../../lib/adapters/fmp/fmpSplitRows';
import type { Outcome, VendorAnswer } from '../../../../lib/adapters/vendor/outcome';
import { yahooOutcome } from '../../../../lib/adapters/yahoo/yahooOutcome';
import { yahooSplitEvents } from '../../../../lib/adapters/yahoo/yahooSplitEvents';
import type { AnnouncedSplit } from '../../../../lib/ports/SplitFeed';
import {
  alphaVantageSplitBody,
  fmpSplitBody,
  HTML,
  json,
  plain,
  yahooSplitBody,
} from '../../../support/vendorBodies';

const ASKED = { symbol: 'ACME', fromDate: '2014-01-02', toDate: '2024-07-02' };
const TWO = [
  ['2020-08-31', 4, 1],
  ['2014-06-09', 7, 1],
] as const;
const BOTH = '2014-06-09 7:1, 2020-08-31 4:1';

/** What an answer means, in a word, or its splits. */
function said(outcome: Outcome<readonly AnnouncedSplit[]>): string {
  if (outcome.kind === 'data')
    return outcome.data
      .map(({ sessionDate, numerator, denominator }) => `${sessionDate} ${numerator}:${denominator}`)
      .join(', ');
  const part = 'window' in outcome ? outcome.window : 'scope' in outcome ? outcome.scope : undefined;
  return [outcome.kind, part].filter(Boolean).join(' ');
}

const cut = ({ text, ...answer }: VendorAnswer): VendorAnswer => ({ ...answer, text: text.slice(0, -9) });

type Row = readonly [what: string, answer: VendorAnswer, expected: string];

describe('SPLITS of Alpha Vantage', () => {
  const row = (change: object) => {
    const { data, ...rest } = alphaVantageSplitBody([TWO[0]]);
    return json({ ...rest, data: data.map((one) => ({ ...one, ...change })) });
  };
  const of = (...splits: Parameters<typeof alphaVantageSplitBody>[0]) => json(alphaVantageSplitBody(splits));

  it.each<Row>([
    ['are those of the stretch of days, oldest first', of(...TWO, ['2000-06-21', 2, 1]), BOTH],
    ['of a factor are a ratio', of(['2022-04-13', 1, 6]), '2022-04-13 1:6'],
    ['of a number in place of text', row({ split_factor: 1.5 }), '2020-08-31 3:2'],
    ['of the symbol in lower case', json(alphaVantageSplitBody(TWO, 'acme')), BOTH],
    ['of a Saturday are first traded on Monday', of(['2020-08-29', 4, 1]), '2020-08-31 4:1'],
    ['from before the calendar are none', of(['1987-06-16', 2, 1]), ''],
    ['of one day are the first of them', of(TWO[0], ['2020-08-31', 5, 1]), '2020-08-31 4:1'],
    ['leave out one that is none of three', of(...TWO, ['2018-01-02', 1, 1]), BOTH],
    ['leave out one that is none of two', of(TWO[0], ['2018-01-02', 1, 1]), '2020-08-31 4:1'],
    ['of which most are none', of(TWO[0], ['2018-01-02', 1, 1], ['2019-01-02', 0, 1]), 'malformed'],
    ['of nobody are none', of(), ''],
    ['of another symbol', json(alphaVantageSplitBody(TWO, 'OTHER')), 'malformed'],
    ['without a symbol', json({ data: [], name: 'ACME' }), 'malformed'],
    ['without a list', json({ symbol: 'ACME', splits: [] }), 'malformed'],
    ['of rows that are none', json({ symbol: 'ACME', data: [null, '2:1'] }), 'malformed'],
    ['without a factor', row({ split_factor: null }), 'malformed'],
    ['of a factor that is none', row({ split_factor: 'None' }), 'malformed'],
    ['of a ratio in place of a factor', row({ split_factor: '2:1' }), 'malformed'],
    ['of less than nothing', row({ split_factor: '-2.0000' }), 'malformed'],
    ['of a factor without end', row({ split_factor: '1e999' }), 'malformed'],
    ['of a day that is none', row({ effective_date: '2020-13-45' }), 'malformed'],
    ['without a day', row({ effective_date: null }), 'malformed'],
    ['that are cut off', cut(of(...TWO)), 'malformed'],
    ['that are a page', HTML, 'malformed'],
    ['that are an empty object', json({}), 'malformed'],
    ['behind a premium wall', json({ Information: 'This is a premium endpoint.' }), 'entitlement endpoint'],
    ['of a daily quota', json({ Information: 'We have detected your API key as K' }), 'rateLimited day'],
    ['of the key for trying out', json({ Information: 'The **demo** API key is …' }), 'auth'],
    ['with a bad key', json({ 'Error Message': 'the parameter apikey is invalid' }), 'auth'],
    ['of an unknown symbol', json({ 'Error Message': 'Invalid API call.' }), 'unknownSymbol'],
    ['of a vendor that is down', plain('', 503), 'unavailable'],
  ])('%s', (_what, answer, expected) => {
    expect(said(alphaVantageOutcome(answer, (body) => alphaVantageSplitRows(body, ASKED)))).toBe(expected);
  });
});

describe('splits of Financial Modeling Prep', () => {
  const row = (change: object) => json(fmpSplitBody([TWO[0]]).map((one) => ({ ...one, ...change })));

  it.each<Row>([
    [
      'are those of the stretch of days, oldest first',
      json(fmpSplitBody([...TWO, ['2000-06-21', 2, 1]])),
      BOTH,
    ],
    [
      'of a part of a share stay exact',
      row({ numerator: 1_253, denominator: 1_000 }),
      '2020-08-31 1253:1000',
    ],
    ['of decimals are a ratio', row({ numerator: 1.5 }), '2020-08-31 3:2'],
    ['of text are read', row({ numerator: '3', denominator: '2' }), '2020-08-31 3:2'],
    ['that name no symbol are those of who was asked for', row({ symbol: undefined }), '2020-08-31 4:1'],
    ['of nobody are of nobody it knows', json([]), 'unknownSymbol'],
    ['of another symbol', json(fmpSplitBody(TWO, 'OTHER')), 'malformed'],
    [
      'of one other symbol among them',
      json([...fmpSplitBody(TWO), ...fmpSplitBody([TWO[0]], 'X')]),
      'malformed',
    ],
    ['of one for one', row({ numerator: 5, denominator: 5 }), 'malformed'],
    ['for nothing', row({ denominator: 0 }), 'malformed'],
    ['of less than nothing, twice', row({ numerator: -4, denominator: -1 }), 'malformed'],
    ['without a count', row({ numerator: null }), 'malformed'],
    ['without a day', row({ date: undefined }), 'malformed'],
    ['of a day that is none', row({ date: '2020-02-30' }), 'malformed'],
    ['of an object', json({ symbol: 'ACME' }), 'malformed'],
    ['of rows that are none', json([7]), 'malformed'],
    ['that are cut off', cut(json(fmpSplitBody(TWO))), 'malformed'],
    ['of a path the plan lacks', plain('Restricted Endpoint: …', 402), 'entitlement endpoint'],
    [
      'of a symbol it lacks',
      plain("Premium Query Parameter: 'Special Endpoint …", 402),
      'entitlement symbol',
    ],
    ['beyond a limit', json({ 'Error Message': 'Limit Reach .' }, 429), 'rateLimited minute'],
    ['with a bad key', json({ 'Error Message': 'Invalid API KEY.' }, 401), 'auth'],
  ])('%s', (_what, answer, expected) => {
    expect(said(fmpOutcome(answer, (body) => fmpSplitRows(body, ASKED)))).toBe(expected);
  });
});

describe('the splits in a chart of Yahoo', () => {
  const told = (events: unknown) => {
    const { chart } = yahooSplitBody([]);
    return json({ chart: { ...chart, result: chart.result.map((one) => ({ ...one, events })) } });
  };
  const at = (date: unknown, numerator: unknown = 4) =>
    told({ splits: { '1598880600': { date, numerator, denominator: 1, splitRatio: '4:1' } } });

  it.each<Row>([
    [
      'are those of the stretch of days, oldest first',
      json(yahooSplitBody([...TWO, ['2000-06-21', 2, 1]])),
      BOTH,
    ],
    ['are on the day that New York shows', at(1_598_929_199), '2020-08-31 4:1'],
    ['are none where it tells of no events', told(undefined), ''],
    ['are none where it tells of others', told({ dividends: { 1: { amount: 1 } } }), ''],
    ['of one for one', at(1_598_880_600, 1), 'malformed'],
    ['without a count', at(1_598_880_600, null), 'malformed'],
    ['without a time', at(undefined), 'malformed'],
    ['of a time that is text', at('1598880600'), 'malformed'],
    ['of a time that no calendar has', at(1e300), 'malformed'],
    ['that are a list', told({ splits: [] }), 'malformed'],
    ['whose events are none', told(7), 'malformed'],
    ['of another symbol', json(yahooSplitBody(TWO, 'OTHER')), 'malformed'],
    [
      'of an unknown symbol',
      json({ chart: { result: null, error: { code: 'Not Found' } } }, 404),
      'unknownSymbol',
    ],
    ['of something else', json({ finance: {} }), 'malformed'],
    ['beyond a limit', plain('Too Many Requests', 429), 'rateLimited minute'],
  ])('%s', (_what, answer, expected) => {
    expect(said(yahooOutcome(answer, (chart) => yahooSplitEvents(chart, ASKED)))).toBe(expected);
  });
});
