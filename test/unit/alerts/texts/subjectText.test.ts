import { subjectText } from '../../../../lib/alerts/texts/subjectText';
import { alertOf } from '../../../support/alertRecords';

describe('subjectText', () => {
  it('puts severity, symbol, price and rule into one line', () => {
    expect(subjectText(alertOf())).toBe('[warning] ^GSPC 1,305.32: S&P 500 above 1,300');
  });

  it.each([
    ['does not repeat a symbol the name begins with', '^GSPC crosses 1,300', 'crosses 1,300'],
    ['nor one in small letters', ' ^gspc crosses 1,300', 'crosses 1,300'],
    ['keeps a name that is the symbol alone', '^GSPC', '^GSPC'],
    ['keeps a name that only begins like the symbol', '^GSPCX falls', '^GSPCX falls'],
  ])('%s', (_name, ruleName, told) => {
    expect(subjectText(alertOf({ ruleName }))).toBe(`[warning] ^GSPC 1,305.32: ${told}`);
  });

  it('stays under the 100 characters that SNS takes', () => {
    expect(subjectText(alertOf({ ruleName: 'x'.repeat(100) }))).toHaveLength(99);
  });
});
