import { parseSpan, spanBars } from '../../../lib/market/span';

describe('parseSpan', () => {
  it.each([
    ['5bars', { count: 5, unit: 'bars' }],
    ['30m', { count: 30, unit: 'm' }],
    ['2h', { count: 2, unit: 'h' }],
    ['252d', { count: 252, unit: 'd' }],
  ])('reads %s', (text, span) => {
    expect(parseSpan(text)).toEqual(span);
  });

  it.each([
    '',
    '5',
    'd',
    '0d',
    '-1d',
    '+1d',
    '1.5h',
    '01d',
    '1 d',
    '1D',
    '1w',
    '1bar',
    '1e3d',
    '1234567d',
    ' 1d',
    '1d\n',
  ])('refuses %j', (text) => {
    expect(parseSpan(text)).toBeUndefined();
  });
});

describe('spanBars', () => {
  it.each([
    ['bars are bars on any interval', '7bars', '15min', 7],
    ['a day is one daily bar', '5d', '1d', 5],
    ['a day is a whole session of minutes', '1d', '1min', 390],
    ['two days on 5-minute bars', '2d', '5min', 156],
    ['a session has seven hourly bars, the last one short', '1d', '1h', 7],
    ['sessions are counted whole: fourteen hourly bars', '2d', '1h', 14],
    ['minutes are rounded up to whole bars', '31m', '15min', 3],
    ['a span of just one bar', '5m', '5min', 1],
    ['hours are trading time', '2h', '5min', 24],
    ['a session of trading time is one daily bar', '390m', '1d', 1],
    ['seven hours reach into a second session', '7h', '1d', 2],
  ] as const)('%s', (_name, text, interval, bars) => {
    expect(spanBars(text, interval)).toBe(bars);
  });

  it.each([
    ['less than one bar', '4m', '5min'],
    ['minutes on daily bars', '30m', '1d'],
    ['hours short of a session', '6h', '1d'],
    ['half an hour on hourly bars', '30m', '1h'],
    ['what is no span', 'soon', '1d'],
  ] as const)('refuses %s', (_name, text, interval) => {
    expect(spanBars(text, interval)).toBeUndefined();
  });
});
