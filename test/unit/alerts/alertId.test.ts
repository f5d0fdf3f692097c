import { alertId } from '../../../lib/alerts/alertId';

const KEY = {
  tenant: 'local',
  ruleId: 'rule_1',
  ruleVersion: 1,
  symbol: '^GSPC',
  interval: '1d',
  barClosedAt: Date.UTC(2008, 7, 11, 20),
  transition: 'fired',
};

describe('alertId', () => {
  it('gives 26 characters of base32 that only the key decides', () => {
    expect(alertId(KEY)).toMatch(/^[a-z2-7]{26}$/);
    expect(alertId({ ...KEY })).toBe(alertId(KEY));
  });

  it.each([
    ['tenant', { tenant: 'other' }],
    ['rule', { ruleId: 'rule_2' }],
    ['version', { ruleVersion: 2 }],
    ['symbol', { symbol: 'SPY' }],
    ['interval', { interval: '1h' }],
    ['bar', { barClosedAt: KEY.barClosedAt + 1 }],
    ['transition', { transition: 'resolved' }],
  ])('changes with the %s', (_part, change) => {
    expect(alertId({ ...KEY, ...change })).not.toBe(alertId(KEY));
  });

  it('keeps apart keys whose parts run together to the same text', () => {
    expect(alertId({ ...KEY, tenant: 'ab', ruleId: 'c' })).not.toBe(
      alertId({ ...KEY, tenant: 'a', ruleId: 'bc' }),
    );
  });

  it('stays the same in every release: stored alerts are found again', () => {
    // sha256 and base32 of the length-prefixed key, computed with Python 3.11 hashlib and base64.
    expect(alertId(KEY)).toBe('cdfp77cf6vqok7po2775f5gtnx');
  });
});
