import { emailText } from '../../../../lib/alerts/texts/emailText';
import type { AlertRecord } from '../../../../lib/alerts/alertRecord';
import { alertOf } from '../../../support/alertRecords';

const linesOf = (change: Partial<AlertRecord> = {}) => emailText(alertOf(change)).split('\n');

describe('emailText', () => {
  it('tells value, threshold, reason, forecast with its reliability, bar time with zone, source and id', () => {
    expect(linesOf()).toEqual([
      '^GSPC warning',
      '',
      'Rule      S&P 500 above 1,300',
      'Close     1,305.32',
      'Value     close: 1,305.32 (bar before: 1,296.32)',
      'Threshold 1,300.00',
      'Why       close crosses above 1,300: it went from 1,296.32 to 1,305.32.',
      'Before    this is the first firing of this rule on this symbol',
      'Forecast  next 1d: sigma 1.52 %, median +0.00 %, 90 % between 1,272.10 and 1,339.00; ridge model, reliability not proven',
      'Bar       1d, closed 2008-08-11 16:00 New York (20:00 UTC)',
      'Source    replay: historical bars played back, not live quotes',
      'Alert     abcdefghijklmnopqrstuvwxyz',
      '',
      'Information, not advice.',
      '',
    ]);
  });

  it('names readings in words, counts them in their unit and says each once', () => {
    const change = {
      path: 'when.left',
      label: 'abs(pct(close, lag(close, 1)))',
      words: 'the size of the change of close over 1 bar',
      unit: '%',
      previous: null,
      current: 2.8734,
    } as const;
    const least = { path: 'when.right', label: '2.5', words: '2.5 %', unit: '%', constant: true } as const;
    const lines = linesOf({ values: [change, { ...least, previous: 2.5, current: 2.5 }, change] });
    expect(lines.filter((line) => /^(Value|Threshold)/.test(line))).toEqual([
      'Value     the size of the change of close over 1 bar: 2.87 %',
      'Threshold 2.50 %',
    ]);
  });

  it('lists the readings of the part that holds, not of the one that does not', () => {
    const leaf = (path: string, truth: 'true' | 'false') => ({ path, op: '>', truth });
    const condition = {
      ...leaf('when', 'true'),
      op: 'any',
      children: [leaf('when.any.0', 'false'), leaf('when.any.1', 'true')],
    };
    const value = { label: 'x', previous: null };
    const values = [
      { ...value, path: 'when.any.0.left', words: 'close', current: 750.74 },
      { ...value, path: 'when.any.1.left', words: 'rsi(5)', current: 69.85 },
    ];
    const lines = linesOf({ values, why: { ...alertOf().why, condition } });
    expect(lines.filter((line) => /^(Value|Threshold)/.test(line))).toEqual(['Value     rsi(5): 69.85']);
  });

  it('says a horizon of bars in words', () => {
    const forecast = { ...alertOf().forecast!, horizon: '1bars' };
    expect(emailText(alertOf({ forecast }))).toContain('Forecast  next bar: sigma 1.52 %');
  });

  it.each([
    [0, 'this is the first firing of this rule on this symbol'],
    [1, 'fired once before'],
    [2, 'fired 2 times before'],
  ])('after %d firings it says "%s"', (firedBefore, told) => {
    expect(linesOf({ why: { ...alertOf().why, firedBefore } })).toContain(`Before    ${told}`);
  });

  it.each([
    ['csv', 'csv: bars from files played back, not live quotes'],
    ['simulated', 'simulated: not quotes of any market'],
    ['alphaVantage', 'alphaVantage'],
    ['alphaVantage (stand-in)', 'alphaVantage (stand-in): not quotes of any market'],
  ])('says of the source "%s" what it is', (source, told) => {
    expect(linesOf({ source })).toContain(`Source    ${told}`);
  });

  it('says so when no model is trained, and how reliable a measured one is', () => {
    expect(linesOf({ forecast: null })).toContain('Forecast  none: no model is trained for the next bar');
    const measured = { ...alertOf().forecast!, confidence: 'low' };
    expect(emailText(alertOf({ forecast: measured }))).toContain('; ridge model, reliability low\n');
  });

  it.each([
    ['championUnreadable', 'an older one: the newest cannot be read'],
    ['modelsUnreadable', 'a stand-in: no trained one can be read'],
    ['somethingNew', 'somethingNew'],
  ])('says who speaks where the newest model does not: %s', (degraded, told) => {
    const forecast = { ...alertOf().forecast!, confidence: 'low', degraded };
    expect(emailText(alertOf({ forecast }))).toContain(`; ridge model (${told}), reliability low\n`);
  });
});
