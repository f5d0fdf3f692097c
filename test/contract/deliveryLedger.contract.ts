import type { Delivery } from '../../lib/alerts/delivery';
import type { Claim, DeliveryLedger } from '../../lib/ports/DeliveryLedger';
import { unique } from '../support/unique';

const deliveryOf = (claim: Claim): Delivery => {
  if (!claim.claimed) throw new Error(`not claimed: ${claim.why}`);
  return claim.delivery;
};

export function deliveryLedgerLaws(make: () => DeliveryLedger): void {
  const fresh = () => ({ ledger: make(), alertId: unique('alert') });

  describe('a delivery ledger', () => {
    it('gives the lease to the first who claims', async () => {
      const { ledger, alertId } = fresh();
      const delivery = { alertId, targetId: 'sns', channel: 'sns', state: 'sending', attempts: 1, at: 100 };
      expect(await ledger.claim(alertId, 'sns', 100, 200)).toEqual({ claimed: true, delivery });
      expect(await ledger.ofAlert(alertId)).toEqual([delivery]);
    });

    it('gives it to one of many who claim at once', async () => {
      const { ledger, alertId } = fresh();
      const claims = await Promise.all(
        [201, 202, 203, 204].map((until) => ledger.claim(alertId, 'sns', 100, until)),
      );
      expect(claims.filter(({ claimed }) => claimed)).toHaveLength(1);
      expect(claims.filter((claim) => !claim.claimed && claim.why === 'leased')).toHaveLength(3);
    });

    it.each([
      { now: 150, expected: { claimed: false, why: 'leased' }, law: 'refuses it while another holds it' },
      { now: 199, expected: { claimed: false, why: 'leased' }, law: 'refuses it to the last millisecond' },
      {
        now: 200,
        expected: { claimed: true, delivery: { attempts: 2, at: 200, state: 'sending' } },
        law: 'gives it away once it has run out',
      },
    ])('$law', async ({ now, expected }) => {
      const { ledger, alertId } = fresh();
      await ledger.claim(alertId, 'sns', 100, 200);
      expect(await ledger.claim(alertId, 'sns', now, now + 100)).toMatchObject(expected);
    });

    it.each(['sent', 'failed'] as const)('gives nobody a delivery that is %s', async (state) => {
      const { ledger, alertId } = fresh();
      const delivery = deliveryOf(await ledger.claim(alertId, 'sns', 100, 200));
      expect(await ledger.settle({ ...delivery, state, at: 150 }, 200)).toBe(true);
      expect(await ledger.claim(alertId, 'sns', 10_000, 10_100)).toEqual({ claimed: false, why: 'terminal' });
      expect(await ledger.ofAlert(alertId)).toEqual([{ ...delivery, state, at: 150 }]);
    });

    it('waits with a retry until it is due, and then gives it with one attempt more', async () => {
      const { ledger, alertId } = fresh();
      const delivery = deliveryOf(await ledger.claim(alertId, 'sns', 100, 200));
      const retrying: Delivery = { ...delivery, state: 'retrying', at: 150, notBefore: 500 };
      await ledger.settle(retrying, 200);
      expect(await ledger.ofAlert(alertId)).toEqual([retrying]);
      expect(await ledger.claim(alertId, 'sns', 499, 600)).toEqual({ claimed: false, why: 'notDue' });
      const again = deliveryOf(await ledger.claim(alertId, 'sns', 500, 600));
      expect(again).toEqual({ ...delivery, state: 'sending', attempts: 2, at: 500 });
    });

    it('gives back the lease when the outcome is written, retry or not', async () => {
      const { ledger, alertId } = fresh();
      const delivery = deliveryOf(await ledger.claim(alertId, 'sns', 100, 9_000));
      await ledger.settle({ ...delivery, state: 'retrying', at: 150 }, 9_000);
      expect(await ledger.claim(alertId, 'sns', 151, 9_100)).toMatchObject({ claimed: true });
    });

    it('does not let a worker that lost its lease write over the one that took it', async () => {
      const { ledger, alertId } = fresh();
      const slow = deliveryOf(await ledger.claim(alertId, 'sns', 100, 200));
      const quick = deliveryOf(await ledger.claim(alertId, 'sns', 200, 300));
      expect(await ledger.settle({ ...slow, state: 'failed', at: 250 }, 200)).toBe(false);
      expect(await ledger.settle({ ...quick, state: 'sent', at: 260 }, 300)).toBe(true);
      expect(await ledger.ofAlert(alertId)).toEqual([{ ...quick, state: 'sent', at: 260 }]);
    });

    it('writes an outcome once, and none that nobody claimed', async () => {
      const { ledger, alertId } = fresh();
      const delivery = deliveryOf(await ledger.claim(alertId, 'sns', 100, 200));
      expect(await ledger.settle({ ...delivery, state: 'sent' }, 200)).toBe(true);
      expect(await ledger.settle({ ...delivery, state: 'failed' }, 200)).toBe(false);
      expect(await ledger.settle({ ...delivery, targetId: 'other', state: 'sent' }, 200)).toBe(false);
      expect((await ledger.ofAlert(alertId)).map(({ state }) => state)).toEqual(['sent']);
    });

    it('keeps the targets of an alert apart, and alerts too', async () => {
      const { ledger, alertId } = fresh();
      await ledger.claim(alertId, 'sns', 100, 200);
      await ledger.claim(alertId, 'hook', 100, 200);
      await ledger.claim(unique('alert'), 'sns', 100, 200);
      expect((await ledger.ofAlert(alertId)).map(({ targetId }) => targetId)).toEqual(['hook', 'sns']);
      expect(await ledger.ofAlert(unique('alert'))).toEqual([]);
    });
  });
}
