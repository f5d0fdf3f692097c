import { alphaVantageOutcome } from '../../../../lib/adapters/alphaVantage/alphaVantageOutcome';
import { alphaVantageSeries } from '../../../../lib/adapters/alphaVantage/alphaVantageSeries';
import { fmpOutcome } from '../../../../lib/adapters/fmp/fmpOutcome';
import { fmpSeries } from '../../../../lib/adapters/fmp/fmpSeries';
import type { Outcome, VendorAnswer } from '../../../../lib/adapters/vendor/outcome';
import { yahooOutcome } from '../../../../lib/adapters/yahoo/yahooOutcome';
import { yahooSeries } from '../../../../lib/adapters/yahoo/yahooSeries';
import type { RawBar } from '../../../../lib/market/bar';
import { alphaVantageBody, fmpBody, HTML, json, plain, yahooBody } from '../../../support/vendorBodies';

const ASKED = { symbol: 'ACME', interval: '5min' } as const;
const DAY = { symbol: 'ACME', interval: '1d' } as const;
const LABELS = ['2024-07-02 09:40:00', '2024-07-02 09:35:00', '2024-07-02 09:30:00'];
const SECONDS = [0, 300, 600].map((later) => Date.UTC(2024, 6, 2, 13, 30) / 1_000 + later);

/** What was answered, and what it means. */
type Told = [string, VendorAnswer, string];

/** With what a title is made of first. */
const named = (rows: readonly Told[]) =>
  rows.map(([what, answer, expected]): [string, string, VendorAnswer] => [what, expected, answer]);

/** What an answer means, in a word, or how many bars it has. */
function said(outcome: Outcome<readonly RawBar[]>): string {
  if (outcome.kind === 'data') return `${outcome.data.length} bars`;
  const part = 'window' in outcome ? outcome.window : 'scope' in outcome ? outcome.scope : undefined;
  return [outcome.kind, part].filter(Boolean).join(' ');
}

const alphaVantage = (answer: VendorAnswer, asked: typeof ASKED | typeof DAY = ASKED) =>
  alphaVantageOutcome(answer, (body) => alphaVantageSeries(body, asked));
const fmp = (answer: VendorAnswer, asked: typeof ASKED | typeof DAY = ASKED) =>
  fmpOutcome(answer, (body) => fmpSeries(body, asked));
const yahoo = (answer: VendorAnswer, asked: typeof ASKED | typeof DAY = ASKED) =>
  yahooOutcome(answer, (body) => yahooSeries(body, asked));

const SOUND = alphaVantageBody(LABELS);
const cut = ({ text, ...answer }: VendorAnswer): VendorAnswer => ({ ...answer, text: text.slice(0, -20) });
const spoilt = (rows: number) => {
  const { 'Time Series (5min)': series, ...meta } = SOUND;
  const labels = Object.entries(series as object).map(([label, fields], place) => [
    label,
    place < rows ? { ...fields, '4. close': 'n/a' } : fields,
  ]);
  return { ...meta, 'Time Series (5min)': Object.fromEntries(labels) };
};

const ALPHA_VANTAGE: readonly Told[] = [
  ['a time series', json(SOUND), '3 bars'],
  ['one of another symbol', json(alphaVantageBody(LABELS, { symbol: 'OTHER' })), 'malformed'],
  ['one without a symbol', json({ 'Time Series (5min)': {} }), 'malformed'],
  ['one in lower case', json(alphaVantageBody(LABELS, { symbol: 'acme' })), '3 bars'],
  ['one without bars', json(alphaVantageBody([])), 'unknownSymbol'],
  ['one with a bad row', json(spoilt(1)), '3 bars'],
  ['one of mostly bad rows', json(spoilt(2)), 'malformed'],
  ['one that is cut off', cut(json(SOUND)), 'malformed'],
  ['one declared as text', plain(JSON.stringify(SOUND), 200), 'malformed'],
  [
    'a burst, which mentions the day as well',
    json({ Information: 'Please consider spreading out your requests: 1 a second, 25 requests per day.' }),
    'rateLimited burst',
  ],
  [
    'the daily quota, which mentions premium plans as well',
    json({ Information: 'We have detected your API key as K and our limit is 25 a day: premium plans …' }),
    'rateLimited day',
  ],
  [
    'everything at once: a burst',
    json({ Information: 'demo … premium … We have detected your API key … spreading out' }),
    'rateLimited burst',
  ],
  [
    'a premium endpoint, which mentions the demo key as well',
    json({ Information: 'The demo key does not serve this premium endpoint.' }),
    'entitlement endpoint',
  ],
  ['a premium endpoint', json({ Information: 'This is a premium endpoint.' }), 'entitlement endpoint'],
  ['the demo key', json({ Information: 'The demo API key is for demo purposes only.' }), 'auth'],
  ['information nobody knows', json({ Information: 'Have a nice day.' }), 'malformed'],
  ['information that is no text', json({ Information: { a: 1 } }), 'malformed'],
  ['a legacy note', json({ Note: 'Our standard call frequency is 5 calls a minute.' }), 'rateLimited minute'],
  ['a missing key', json({ 'Error Message': 'the parameter apikey is invalid or missing.' }), 'auth'],
  ['an unknown symbol', json({ 'Error Message': 'Invalid API call.' }), 'unknownSymbol'],
  ['a note beside other keys', json({ Note: 'x', a: 1 }), 'malformed'],
  ['an empty object', json({}), 'malformed'],
  ['a list', json([SOUND]), 'malformed'],
  ['null', json(null), 'malformed'],
  ['a web page', HTML, 'malformed'],
  ['nothing', plain('', 200), 'malformed'],
  ['a failure of its own', json({}, 503), 'unavailable'],
  ['a web page of a failure', plain('<html>', 502, 'text/html'), 'unavailable'],
  ['429', plain('', 429), 'rateLimited minute'],
  ['403', plain('', 403), 'auth'],
  ['404', plain('', 404), 'malformed'],
];

describe('Alpha Vantage', () => {
  it.each(named(ALPHA_VANTAGE))('%s is %s', (_what, expected, answer) => {
    expect(said(alphaVantage(answer))).toBe(expected);
  });

  it('has days of its own names', () => {
    const body = alphaVantageBody(['2024-07-02', '2024-07-01'], { name: 'Time Series (Daily)' });
    const outcome = alphaVantage(json(body), DAY);
    expect(outcome).toMatchObject({
      data: [{ startAt: Date.UTC(2024, 6, 1) }, { startAt: Date.UTC(2024, 6, 2) }],
    });
  });
});

const FMP: readonly Told[] = [
  ['a chart, which names no symbol', json(fmpBody(LABELS)), '3 bars'],
  ['one that names it', json(fmpBody(LABELS, 'ACME')), '3 bars'],
  ['one of another symbol', json(fmpBody(LABELS, 'OTHER')), 'malformed'],
  ['an unknown symbol', json([]), 'unknownSymbol'],
  ['one with a bad row', json([...fmpBody(LABELS), { date: 'soon' }]), '4 bars'],
  ['one with a row that is none', json([...fmpBody(LABELS), null]), '4 bars'],
  ['one of mostly bad rows', json([...fmpBody(LABELS), {}, {}, { date: 1 }, null]), 'malformed'],
  ['one that is cut off', cut(json(fmpBody(LABELS))), 'malformed'],
  ['a bad key', json({ 'Error Message': 'Invalid API KEY.' }, 401), 'auth'],
  ['a bad key, without a body', plain('', 401), 'auth'],
  ['a path the plan lacks', plain('Restricted Endpoint : …', 402), 'entitlement endpoint'],
  [
    'a symbol it lacks',
    plain("Premium Query Parameter: 'Special Endpoint : This value set for 'symbol' …", 402),
    'entitlement symbol',
  ],
  [
    'a parameter it lacks',
    plain("Premium Query Parameter: 'Special Parameters : The values for 'limit' …", 402),
    'entitlement parameter',
  ],
  [
    'a path of the old generation',
    json({ 'Error Message': 'Legacy Endpoint : …' }, 403),
    'entitlement endpoint',
  ],
  ['a limit', json({ 'Error Message': 'Limit Reach . Please upgrade …' }, 429), 'rateLimited minute'],
  ['a limit of bytes', json({ 'Error Message': 'Bandwidth Limit Reach' }, 429), 'rateLimited minute'],
  ['a limit inside a 200', json({ 'Error Message': 'Limit Reach .' }), 'rateLimited minute'],
  ['a message nobody knows', json({ 'Error Message': 'Hello' }), 'malformed'],
  ['an error', json({ error: 'something' }), 'malformed'],
  ['an object', json({ symbol: 'ACME' }), 'malformed'],
  ['a bad path', plain('<html>Not Found</html>', 404, 'text/html'), 'malformed'],
  ['a web page', HTML, 'malformed'],
  ['a failure of its own', plain('', 500), 'unavailable'],
  ['a limit of bytes inside a 200', json({ error: 'Bandwidth Limit Reach' }), 'rateLimited minute'],
  ['a limit that calls itself text', plain('Limit Reach', 429), 'rateLimited minute'],
  ['a plan that says something else', plain('Payment Required', 402), 'entitlement endpoint'],
  ['a path of the old generation, as a page', plain('<html>', 403, 'text/html'), 'entitlement endpoint'],
  ['a chart with 404', json(fmpBody(LABELS), 404), 'malformed'],
  ['a chart that calls itself text', plain(JSON.stringify(fmpBody(LABELS)), 200), 'malformed'],
];

describe('Financial Modeling Prep', () => {
  it.each(named(FMP))('%s is %s', (_what, expected, answer) => {
    expect(said(fmp(answer))).toBe(expected);
  });
});

const CHART = yahooBody(SECONDS).chart.result[0]!;
const [QUOTE] = CHART.indicators.quote;
const charts = (...result: readonly object[]) => json({ chart: { result, error: null } });

const YAHOO: readonly Told[] = [
  ['a chart', json(yahooBody(SECONDS)), '3 bars'],
  ['one with a bar that had no trade', json(yahooBody(SECONDS, { nullAt: 1 })), '2 bars'],
  ['one without bars', json(yahooBody(undefined)), '0 bars'],
  [
    'an error that names what every object has',
    json({ chart: { result: null, error: { code: 'constructor' } } }),
    'malformed',
  ],
  [
    'an error that names where it comes from',
    json({ chart: { result: null, error: { code: '__proto__' } } }),
    'malformed',
  ],
  ['one of another symbol', json(yahooBody(SECONDS, { symbol: 'OTHER' })), 'malformed'],
  ['one that is cut off', cut(json(yahooBody(SECONDS))), 'malformed'],
  [
    'an unknown symbol',
    json({ chart: { result: null, error: { code: 'Not Found', description: 'No data found' } } }, 404),
    'unknownSymbol',
  ],
  ['a bad request', json({ chart: { result: null, error: { code: 'Bad Request' } } }, 422), 'malformed'],
  ['a limit', plain('Too Many Requests\r\n', 429), 'rateLimited minute'],
  ['a web page', HTML, 'malformed'],
  ['a failure of its own', plain('', 503), 'unavailable'],
  ['something else', json({ finance: {} }), 'malformed'],
  ['columns of other lengths', charts({ ...CHART, timestamp: SECONDS.slice(1) }), 'malformed'],
  [
    'closes that are mostly null',
    charts({ ...CHART, indicators: { quote: [{ ...QUOTE, close: [null, null, 101] }] } }),
    'malformed',
  ],
  ['columns without times', charts({ ...CHART, timestamp: undefined }), 'malformed'],
  ['two charts in one', charts(CHART, CHART), 'malformed'],
  [
    'a limit that calls itself JSON',
    json({ finance: { error: { code: 'Too Many Requests' } } }, 429),
    'rateLimited minute',
  ],
  [
    'a request for too many days',
    json({ chart: { result: null, error: { code: 'Unprocessable Entity' } } }, 422),
    'entitlement parameter',
  ],
  ['a page of consent', plain('<html>', 401, 'text/html'), 'malformed'],
];

describe('Yahoo', () => {
  it.each(named(YAHOO))('%s is %s', (_what, expected, answer) => {
    expect(said(yahoo(answer))).toBe(expected);
  });
});

it('are told by sixty answers at the least, no two of them alike', () => {
  const told = [ALPHA_VANTAGE, FMP, YAHOO].map((rows) => rows.map(([, answer]) => JSON.stringify(answer)));
  expect(told.flat().length).toBeGreaterThanOrEqual(60);
  for (const answers of told) expect(new Set(answers).size).toBe(answers.length);
  const classes = [...ALPHA_VANTAGE, ...FMP, ...YAHOO].map(([, , expected]) => expected.replace(/^\d+ /, ''));
  expect(new Set(classes).size).toBe(11);
});
