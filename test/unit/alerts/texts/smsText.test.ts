import * as fc from 'fast-check';
import { septets } from '../../../../lib/alerts/texts/gsm7';
import { smsText } from '../../../../lib/alerts/texts/smsText';
import type { AlertRecord } from '../../../../lib/alerts/alertRecord';
import { alertOf } from '../../../support/alertRecords';

const TAIL = ' 2008-08-11 16:00 NY, replay. id abcdefghijklmnopqrstuvwxyz';
const FACTS = ': 1,305.32. Next 1d sigma 1.52 %, unproven.';
const AGAINST = ': 1,305.32 against 1,300.00. Next 1d sigma 1.52 %, unproven.';

function withWhy(ruleName: string, conditionWords: string): AlertRecord {
  return alertOf({ ruleName, why: { ...alertOf().why, conditionWords } });
}

describe('smsText', () => {
  it.each<[string, AlertRecord, string]>([
    [
      'tells the condition, the reading, the forecast, the time with its zone, the source and the id',
      withWhy('^GSPC crosses 1,300', 'close crosses 1,300'),
      `^GSPC close crosses 1,300${FACTS}${TAIL}`,
    ],
    [
      'says the name too where both fit',
      withWhy('Level', 'close < 1,300'),
      `^GSPC Level (close < 1,300)${FACTS}${TAIL}`,
    ],
    [
      'cuts a long name first',
      withWhy('a name that takes more room than there is', 'close crosses above 1,300'),
      `^GSPC a name that takes mo... (close crosses above 1,300)${FACTS}${TAIL}`,
    ],
    [
      'leaves the name out before it cuts the condition',
      withWhy('a long name', 'close crosses above sma(200) of the middle of'),
      `^GSPC close crosses above sma(200) of the middle of${FACTS}${TAIL}`,
    ],
    [
      'says the name and the threshold where the condition is too long',
      withWhy('unusual move', 'the size of the change of close over 1 bar is above anything'),
      `^GSPC unusual move${AGAINST}${TAIL}`,
    ],
    [
      'cuts the name when nothing else is left to cut',
      withWhy('[^]'.repeat(30), 'x'.repeat(200)),
      `^GSPC [^][^][^][^][^]...${AGAINST}${TAIL}`,
    ],
  ])('%s', (_name, alert, told) => {
    expect(smsText(alert)).toBe(told);
    expect(septets(told)).toBeLessThanOrEqual(160);
  });

  const ROOM = 160 - septets('^GSPC ') - septets(FACTS) - septets(TAIL);
  const besideRoom = (left: number) => 'x'.repeat(ROOM - ' ()'.length - left);

  it.each<[string, string, number, string]>([
    ['says a long name cut to eight septets where there are eight', 'abcdefghijkl', 8, 'abcde... '],
    ['leaves a long name out where there are seven', 'abcdefghijkl', 7, ''],
    ['says a name of eight whole where there are eight', 'abcdefgh', 8, 'abcdefgh '],
    ['says a short name whole where there is just room', 'abcd', 4, 'abcd '],
    ['leaves a short name out where there is not, rather than cut it', 'abcd', 3, ''],
  ])('%s', (_law, name, left, told) => {
    const condition = besideRoom(left);
    const said = told === '' ? condition : `${told}(${condition})`;
    expect(smsText(withWhy(name, condition))).toBe(`^GSPC ${said}${FACTS}${TAIL}`);
  });

  it('leaves a name out of which there is room for less than eight septets, rather than cut the facts', () => {
    const symbol = 'X'.repeat(ROOM - 12);
    const sms = smsText({ ...withWhy('abcdefghijkl', 'x'.repeat(200)), symbol });
    expect(sms).toBe(`${symbol} ${AGAINST.slice(2)}${TAIL}`);
  });

  it('tells large figures briefly', () => {
    const value = { label: 'volume', words: 'volume', previous: null };
    const values = [
      { ...value, path: 'when.left', current: 3_370_000_000 },
      { ...value, path: 'when.lo', constant: true as const, current: 3_500_000_000 },
      { ...value, path: 'when.hi', constant: true as const, current: 7_500_000_000 },
    ];
    expect(smsText({ ...withWhy('Volume out of bounds', 'x'.repeat(200)), values })).toBe(
      `^GSPC Volume out of bounds: 3.37B against 3.5B to 7.5B. Next 1d sigma 1.52 %, unproven.${TAIL}`,
    );
  });

  it('tells the threshold beside the reading where it is not the same on every bar', () => {
    const change = {
      path: 'when.left',
      label: 'pct',
      words: 'the change of close over 1 bar',
      unit: '%',
      previous: 0.9,
      current: 4.123,
    } as const;
    const values = [change, { ...change, path: 'when.right', current: 3.018 }];
    expect(smsText(alertOf({ ruleName: 'unusual', values, forecast: null }))).toContain(
      ': 4.12 % against 3.02 %. No forecast. ',
    );
  });

  it.each<[string, string, string, string]>([
    ['stands beside a whole name', 'Calm', 'vol(1d)', 'Calm (vol(1d) > 0.01): 2.26 %'],
    [
      'gives way to a name that tells more',
      'moves 2.5 % in a bar',
      'abs(pct(close, lag(close, 1)))',
      'moves 2.5 % in a bar: 2.26 % against 0.01 %',
    ],
    [
      'stands for a name that is too long',
      'a name of more than there is room for in one text',
      'vol(1d)',
      'vol(1d) > 0.01: 2.26 %',
    ],
  ])('a part of the condition %s', (_law, ruleName, label, told) => {
    const condition = { path: 'when', op: '>', truth: 'true' as const };
    const value = { words: 'x', unit: '%', previous: null } as const;
    const alert = alertOf({
      ruleName,
      why: { ...alertOf().why, conditionWords: 'x'.repeat(200), condition },
      values: [
        { ...value, path: 'when.left', label, current: 2.26 },
        { ...value, path: 'when.right', label: '0.01', constant: true, current: 0.01 },
      ],
    });
    expect(smsText(alert)).toBe(`^GSPC ${told}. Next 1d sigma 1.52 %, unproven.${TAIL}`);
  });

  it('keeps value, threshold and forecast whole, however long the reading is called', () => {
    const label =
      'pct(add(sma(3, sub(high, low)), sma(5, sub(high, low))), add(lag(sma(3, sub(high, low)), 1), 1))';
    const leaf = (path: string) => ({ path, op: '>', truth: 'true' as const });
    const condition = { ...leaf('when'), op: 'all', children: [leaf('when.all.0'), leaf('when.all.1')] };
    const value = { words: 'x', previous: null };
    const alert = alertOf({
      ruleName: 'Range and volume together',
      why: { ...alertOf().why, conditionWords: 'x'.repeat(200), condition },
      values: [
        { ...value, path: 'when.all.0.left', label, unit: '%', current: -5.12 },
        { ...value, path: 'when.all.0.right', label: '-50', unit: '%', constant: true, current: -50 },
        { ...value, path: 'when.all.1.left', label: 'volume', current: 5 },
      ],
    });
    expect(smsText(alert)).toBe(
      `^GSPC Range and volume together: -5.12 % against -50.00 %. Next 1d sigma 1.52 %, unproven.${TAIL}`,
    );
  });

  it('is one GSM-7 part with the time, the source and the id whole, whatever it is told', () => {
    const text = fc.string({ unit: 'binary', maxLength: 120 });
    const reading = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null));
    const symbol = fc.stringMatching(/^[A-Z0-9^][A-Z0-9.\-=^]{0,14}$/);
    fc.assert(
      fc.property(symbol, text, text, fc.tuple(reading, reading), (code, name, words, [left, right]) => {
        const side = { label: 'x', words: 'x', previous: null };
        const values = [
          { ...side, path: 'when.left', current: left },
          { ...side, path: 'when.right', current: right },
        ];
        const sms = smsText({ ...withWhy(name, words), symbol: code, values });
        expect(sms).toMatch(/^[\x20-\x5f\x61-\x7e]+$/);
        expect(septets(sms)).toBeLessThanOrEqual(160);
        expect(sms.endsWith(TAIL)).toBe(true);
        expect(sms.startsWith(code)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
