import type { Notice, Notifier } from '../../lib/ports/Notifier';
import { unique } from '../support/unique';

export type HeardNotifier = {
  readonly notifier: Notifier;
  /** What the tenant's subscribers were told of an alert, one entry for each time and channel. */
  heard(notice: Notice): Promise<readonly { channel: 'email' | 'sms'; subject?: string; text: string }[]>;
};

export const noticeOf = (change: Partial<Notice> = {}): Notice => ({
  alertId: unique('alert'),
  tenant: unique('tenant'),
  severity: 'warning',
  symbol: '^GSPC',
  subject: '^GSPC crosses 1,300',
  email: 'Line one\nLine two: "σ" & <1.5>',
  sms: '^GSPC crosses 1,300',
  ...change,
});

export function notifierLaws(make: (tenant: string) => Promise<HeardNotifier>): void {
  describe('a notifier', () => {
    it('tells e-mail and SMS subscribers each in their own words', async () => {
      const notice = noticeOf();
      const { notifier, heard } = await make(notice.tenant);
      await notifier.publish(notice);
      const told = [...(await heard(notice))].sort((a, b) => (a.channel < b.channel ? -1 : 1));
      expect(told).toMatchObject([
        { channel: 'email', subject: notice.subject, text: expect.stringContaining(notice.email) as string },
        { channel: 'sms', text: expect.stringContaining(notice.sms) as string },
      ]);
    });

    it('tells twice what is published twice', async () => {
      const notice = noticeOf();
      const { notifier, heard } = await make(notice.tenant);
      await notifier.publish(notice);
      await notifier.publish(notice);
      expect((await heard(notice)).filter(({ channel }) => channel === 'email')).toHaveLength(2);
    });

    it('tells no other tenant', async () => {
      const notice = noticeOf();
      const { notifier, heard } = await make(notice.tenant);
      await notifier.publish({ ...notice, tenant: unique('tenant') });
      expect(await heard(notice)).toEqual([]);
    });
  });
}
