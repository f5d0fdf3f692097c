import type { Count, CounterStore } from '../../lib/ports/Metrics';
import { unique } from '../support/unique';

const sent = (tenant: string | undefined, by: number): Count => ({
  name: 'deliveries_total',
  labels: { outcome: 'sent' },
  by,
  ...(tenant !== undefined && { tenant }),
});

export function counterStoreLaws(make: () => CounterStore): void {
  describe('a counter store', () => {
    it('adds up, fractions as well', async () => {
      const [counters, tenant] = [make(), unique('tenant')];
      await counters.add(sent(tenant, 1));
      await counters.add(sent(tenant, 0.25));
      expect(await counters.totals(tenant)).toEqual([sent(tenant, 1.25)]);
    });

    it('keeps labels apart', async () => {
      const [counters, tenant] = [make(), unique('tenant')];
      const failed: Count = { ...sent(tenant, 5), labels: { outcome: 'failed' } };
      await counters.add(sent(tenant, 1));
      await counters.add(failed);
      const totals = await counters.totals(tenant);
      expect(totals).toHaveLength(2);
      expect(totals).toEqual(expect.arrayContaining([sent(tenant, 1), failed]));
    });

    it('keeps tenants apart, and the deployment from all of them', async () => {
      const [counters, tenant, other] = [make(), unique('tenant'), unique('tenant')];
      await counters.add(sent(tenant, 1));
      await counters.add({ name: 'sweeps_total', labels: {}, by: 3 });
      expect(await counters.totals(other)).toEqual([]);
      expect(await counters.totals(tenant)).toEqual([sent(tenant, 1)]);
      const deployment = await counters.totals(undefined);
      expect(deployment.map(({ name }) => name)).toEqual(['sweeps_total']);
      expect(deployment[0]?.tenant).toBeUndefined();
    });

    it('loses nothing of what many add at once', async () => {
      const [counters, tenant] = [make(), unique('tenant')];
      await Promise.all(Array.from({ length: 20 }, () => counters.add(sent(tenant, 2))));
      expect(await counters.totals(tenant)).toEqual([sent(tenant, 40)]);
    });
  });
}
