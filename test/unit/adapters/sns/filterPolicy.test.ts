import { filterPolicy } from '../../../../lib/adapters/sns/filterPolicy';
import type { Signup } from '../../../../lib/ports/Subscriber';

const SIGNUP: Signup = { tenant: 'local', id: 'sub_1', channel: 'email', address: 'you@example.com' };

const policyOf = (wishes: Partial<Signup>) => JSON.parse(filterPolicy({ ...SIGNUP, ...wishes })) as unknown;

describe('the filter policy of a subscription', () => {
  it.each<[string, Partial<Signup>, object]>([
    ['all alerts', {}, {}],
    ['all alerts, said', { minSeverity: 'info' }, {}],
    ['those from a severity on', { minSeverity: 'warning' }, { severity: ['warning', 'critical'] }],
    ['those of symbols', { symbols: ['SPY', '^GSPC'] }, { symbol: ['SPY', '^GSPC'] }],
    [
      'those of both',
      { minSeverity: 'critical', symbols: ['SPY'] },
      { severity: ['critical'], symbol: ['SPY'] },
    ],
  ])('lets through %s, and messages by its name', (_what, wishes, alerts) => {
    expect(policyOf(wishes)).toEqual({
      $or: [{ subscriptionId: ['sub_1'] }, { alertId: [{ exists: true }], ...alerts }],
    });
  });

  it('is one that SNS takes, however much is wished', () => {
    const symbols = Array.from({ length: 50 }, (_, place) => `S${place}`);
    const { $or } = policyOf({ minSeverity: 'warning', symbols }) as { $or: Record<string, unknown[]>[] };
    const lists = $or.flatMap((one) => Object.values(one));
    expect(lists.length).toBeLessThanOrEqual(5);
    expect(lists.reduce((product, { length }) => product * length, 1)).toBeLessThanOrEqual(150);
  });
});
