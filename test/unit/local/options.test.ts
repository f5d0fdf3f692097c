import { requireVendors } from '../../../lib/local/marketOptions';
import { parseOptions } from '../../../lib/local/options';

const nothingSaid = {
  source: undefined,
  directory: undefined,
  start: undefined,
  sessionMs: undefined,
  barMs: undefined,
  symbols: undefined,
};
const defaults = {
  help: false,
  fresh: false,
  directory: '.local',
  port: 4100,
  lambdaPort: 4102,
  cloudPort: 4566,
  endpoint: undefined,
  standIn: undefined,
  market: nothingSaid,
};

describe('parseOptions', () => {
  it.each<[string, string[], Record<string, string>, object]>([
    ['nothing said gives the defaults', [], {}, defaults],
    ['an empty variable says nothing', [], { PORT: '', REPLAY_START: '' }, defaults],
    ['flags are read', ['--fresh', '--help'], {}, { ...defaults, fresh: true, help: true }],
    [
      'the replay is read',
      ['--from', '2010-01-04', '--session-ms=50'],
      {},
      { ...defaults, market: { ...nothingSaid, start: '2010-01-04', sessionMs: 50 } },
    ],
    [
      'the command line goes before the environment',
      ['--from', '2010-01-04'],
      { REPLAY_START: '2011-01-03', REPLAY_SESSION_MS: '9' },
      { ...defaults, market: { ...nothingSaid, start: '2010-01-04', sessionMs: 9 } },
    ],
    [
      'ports are read',
      [],
      { PORT: '1', LAMBDA_PORT: '2', CLOUD_PORT: '3' },
      { ...defaults, port: 1, lambdaPort: 2, cloudPort: 3 },
    ],
    [
      'an endpoint loses its last slash',
      [],
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566/' },
      { ...defaults, endpoint: 'http://127.0.0.1:4566' },
    ],
    [
      'own data are read',
      [],
      { MARKET_DATA: 'csv', MARKET_DATA_DIR: 'mine', SYMBOLS: 'A,B' },
      { ...defaults, market: { ...nothingSaid, source: 'csv', directory: 'mine', symbols: 'A,B' } },
    ],
    [
      'vendors of live bars are read in their order',
      [],
      { MARKET_DATA: ' fmp , alphaVantage ', SYMBOLS: 'AAPL' },
      { ...defaults, market: { ...nothingSaid, vendors: 'fmp,alphaVantage', symbols: 'AAPL' } },
    ],
    [
      'vendors that stand in serve what is played',
      ['--vendor-sim', '--bar-ms', '500'],
      {},
      { ...defaults, standIn: 'alphaVantage,fmp', market: { ...nothingSaid, barMs: 500 } },
    ],
    [
      'those that stand in can be named',
      ['--vendor-sim'],
      { MARKET_DATA: 'yahoo,fmp' },
      { ...defaults, standIn: 'yahoo,fmp' },
    ],
  ])('%s', (_title, argv, environment, expected) => {
    expect(parseOptions(argv, environment)).toEqual(expected);
  });

  it.each<[string, string[], Record<string, string>, string]>([
    [
      'an unknown option',
      ['--bogus'],
      {},
      "Unknown option '--bogus': npm start -- --help lists the options.",
    ],
    [
      'a word without an option',
      ['now'],
      {},
      "Unexpected argument 'now': npm start -- --help lists the options.",
    ],
    [
      'a day that does not exist',
      ['--from', '2010-02-30'],
      {},
      '--from "2010-02-30" is not a date: write it as in --from 2008-08-01.',
    ],
    [
      'a variable that is no date',
      [],
      { REPLAY_START: 'soon' },
      'REPLAY_START "soon" is not a date: write it as in REPLAY_START=2008-08-01.',
    ],
    [
      'a pace of nothing',
      ['--session-ms', '0'],
      {},
      '--session-ms "0" is not a whole number from 1 to 86400000: correct it.',
    ],
    [
      'a pace of what is not played',
      ['--bar-ms', '7'],
      { MARKET_DATA: 'csv', MARKET_DATA_DIR: '/bars' },
      '--bar-ms "7" is the pace of simulated symbols, which MARKET_DATA=csv does not play: leave it out.',
    ],
    [
      'a pace below zero',
      ['--session-ms', '-5'],
      {},
      '--session-ms "-5" is not a whole number from 1 to 86400000: correct it.',
    ],
    [
      'an option in place of a date',
      ['--from', '--fresh'],
      {},
      "Option '--from' argument is ambiguous: npm start -- --help lists the options.",
    ],
    [
      'a pace with a fraction',
      [],
      { REPLAY_SESSION_MS: '1.5' },
      'REPLAY_SESSION_MS "1.5" is not a whole number',
    ],
    ['a port out of range', [], { PORT: '70000' }, 'PORT "70000" is not a whole number from 1 to 65535'],
    ['one port twice', [], { PORT: '4566' }, 'PORT 4566, LAMBDA_PORT 4102 and CLOUD_PORT 4566 must differ'],
    [
      'an address without a scheme',
      [],
      { AWS_ENDPOINT_URL: 'localhost:4566' },
      'AWS_ENDPOINT_URL "localhost:4566" is not an address',
    ],
    [
      'an unknown source',
      [],
      { MARKET_DATA: 'crystal' },
      'MARKET_DATA "crystal" is not a source: use replay or csv, or vendors in their order, such as alphaVantage,fmp.',
    ],
    [
      'a stand-in for a folder',
      ['--vendor-sim'],
      { MARKET_DATA: 'csv', MARKET_DATA_DIR: '/bars' },
      '--vendor-sim serves the replay and the simulator, not MARKET_DATA "csv": leave one of them out.',
    ],
    [
      'a pace of live bars',
      ['--bar-ms', '7'],
      { MARKET_DATA: 'yahoo' },
      '--bar-ms is of what is played, and MARKET_DATA "yahoo" is live: leave it out.',
    ],
    [
      'a beginning of live bars',
      ['--from', '2010-01-04'],
      { MARKET_DATA: 'yahoo' },
      '--from is of what is played, and MARKET_DATA "yahoo" is live: leave it out.',
    ],
    ['csv without a folder', [], { MARKET_DATA: 'csv' }, 'name it with MARKET_DATA_DIR=folder'],
    [
      'a folder without csv',
      [],
      { MARKET_DATA_DIR: 'mine' },
      'MARKET_DATA_DIR "mine" is used with MARKET_DATA=csv only',
    ],
  ])('%s is refused in one sentence', (_title, argv, environment, message) => {
    expect(() => parseOptions(argv, environment)).toThrow(message);
  });
});

describe('the keys of live vendors', () => {
  it.each<[string, string | undefined, Record<string, string>, string | undefined]>([
    ['are not needed where nothing is live', undefined, {}, undefined],
    ['are not needed where there are none', 'yahoo', {}, undefined],
    ['are there', 'alphaVantage,fmp', { ALPHA_VANTAGE_API_KEY: 'a', FMP_API_KEY: 'b' }, undefined],
    [
      'are missing',
      'alphaVantage,fmp',
      { ALPHA_VANTAGE_API_KEY: 'a', FMP_API_KEY: '' },
      'MARKET_DATA "alphaVantage,fmp" needs a key of fmp: set FMP_API_KEY, or leave fmp out.',
    ],
  ])('%s', (_what, vendors, environment, problem) => {
    const check = () => requireVendors({ vendors, standIn: undefined }, environment);
    if (problem === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(problem);
  });

  it('are not needed of vendors that stand in, but for a folder that was begun live there are none', () => {
    const standIn = 'alphaVantage,fmp';
    expect(() => requireVendors({ vendors: undefined, standIn }, {})).not.toThrow();
    expect(() => requireVendors({ vendors: 'yahoo', standIn }, {})).toThrow(
      '--vendor-sim serves what is played, and this folder was begun with live bars of yahoo: leave it out',
    );
  });

  it.each([
    ['FMP_PER_DAY', '0'],
    ['YAHOO_PER_MINUTE', 'many'],
    ['CACHE_BARS_MS', '-1'],
    ['FMP_URL', 'file:///etc'],
  ])('are no use with %s "%s"', (name, text) => {
    expect(() => requireVendors({ vendors: 'yahoo', standIn: undefined }, { [name]: text })).toThrow(
      `${name} "${text}": `,
    );
    expect(() => requireVendors({ vendors: undefined, standIn: undefined }, { [name]: text })).not.toThrow();
  });
});
