import { dataPlaceOf } from '../../../lib/cli/dataPlace';
import { composeDataDesk } from '../../../lib/compose/dataDesk';
import { silentLog } from '../../support/world';

const AT = dataPlaceOf({ stage: 'local', region: 'us-east-1', bucket: undefined }, {});

describe('the data desk', () => {
  it.each([
    [
      'a vendor that there is not',
      { MARKET_DATA: 'alphaVantage,bogus' },
      /MARKET_DATA expected replay, csv, or/,
    ],
    ['a vendor without its key', { MARKET_DATA: 'fmp' }, /FMP_API_KEY is missing/],
  ])('refuses %s before anything is asked', (_what, env, said) => {
    const desk = composeDataDesk(AT, env, silentLog);
    expect(() => desk.requireSource()).toThrow(said);
  });

  it('takes the replay where nothing is said', () => {
    expect(() => composeDataDesk(AT, {}, silentLog).requireSource()).not.toThrow();
  });
});
