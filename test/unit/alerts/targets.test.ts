import { targetsOf, wants } from '../../../lib/alerts/targets';

const CONFIRMED = { state: 'confirmed' } as const;

describe('wants', () => {
  it.each([
    ['a confirmed subscriber without wishes takes everything', CONFIRMED, true],
    ['a pending subscriber is sent nothing', { state: 'pending' } as const, false],
    ['a disabled subscriber is sent nothing', { state: 'disabled' } as const, false],
    ['the wished severity is included', { ...CONFIRMED, minSeverity: 'warning' } as const, true],
    ['a lower severity than wished is left out', { ...CONFIRMED, minSeverity: 'critical' } as const, false],
    ['a wished symbol is included', { ...CONFIRMED, symbols: ['SPY', '^GSPC'] }, true],
    ['another symbol is left out', { ...CONFIRMED, symbols: ['SPY'] }, false],
  ])('%s', (_name, subscriber, expected) => {
    expect(wants(subscriber, 'warning', '^GSPC')).toBe(expected);
  });
});

describe('targetsOf', () => {
  it('is one publish for all native subscribers of a tenant', () => {
    expect(targetsOf([CONFIRMED, CONFIRMED], 'info', 'SPY')).toEqual(['sns']);
  });

  it('is empty when nobody wants it', () => {
    expect(targetsOf([{ state: 'pending' }], 'critical', 'SPY')).toEqual([]);
  });
});
