import type { Signup, Subscriber } from '../../lib/ports/Subscriber';
import { signupOf } from '../support/subscriptions';
import { unique } from '../support/unique';

export type HeardSubscriber = {
  readonly subscriber: Subscriber;
  /** Does what the owner of an address does with the link he was sent. */
  confirm(signup: Signup): Promise<void>;
  /** Texts that arrived at the address, oldest first, questions of the provider left out. */
  heard(signup: Signup): Promise<readonly string[]>;
};

const MESSAGE = { subject: 'A test', email: 'Is this\nread?', sms: 'Is this read' };

export function subscriberLaws(make: () => Promise<HeardSubscriber>): void {
  describe('a subscriber', () => {
    it('answers the same handle for the same address of a tenant, and others for others', async () => {
      const { subscriber } = await make();
      const signup = signupOf();
      const handle = await subscriber.subscribe(signup);
      expect(await subscriber.subscribe(signup)).toBe(handle);
      const others = [
        signupOf({ tenant: signup.tenant }),
        signupOf({ address: signup.address }),
        signupOf({ tenant: signup.tenant, channel: 'sms' }),
      ];
      const handles = [];
      for (const other of others) handles.push(await subscriber.subscribe(other));
      expect(new Set([handle, ...handles]).size).toBe(4);
    });

    it('waits for the owner of a mailbox, and not for that of a phone', async () => {
      const { subscriber, confirm } = await make();
      const [mail, phone] = [signupOf(), signupOf({ channel: 'sms' })];
      const handle = await subscriber.subscribe(mail);
      expect(await subscriber.stateOf(handle)).toBe('pending');
      await confirm(mail);
      expect(await subscriber.stateOf(handle)).toBe('confirmed');
      expect(await subscriber.subscribe(mail)).toBe(handle);
      expect(await subscriber.stateOf(handle)).toBe('confirmed');
      expect(await subscriber.stateOf(await subscriber.subscribe(phone))).toBe('confirmed');
    });

    it('ends what is confirmed, as often as it is asked, and begins anew', async () => {
      const { subscriber } = await make();
      const phone = signupOf({ channel: 'sms' });
      const handle = await subscriber.subscribe(phone);
      expect(await subscriber.unsubscribe(handle)).toBe(true);
      expect(await subscriber.stateOf(handle)).toBe('gone');
      expect(await subscriber.unsubscribe(handle)).toBe(true);
      const anew = await subscriber.subscribe(phone);
      expect(anew).not.toBe(handle);
      expect(await subscriber.stateOf(anew)).toBe('confirmed');
    });

    it('cannot end what is pending', async () => {
      const { subscriber } = await make();
      const handle = await subscriber.subscribe(signupOf());
      expect(await subscriber.unsubscribe(handle)).toBe(false);
      expect(await subscriber.stateOf(handle)).toBe('pending');
    });

    it('tells one subscription alone, in the words of its channel', async () => {
      const { subscriber, confirm, heard } = await make();
      const tenant = unique('tenant');
      const mail = signupOf({ tenant, minSeverity: 'critical', symbols: ['AAPL'] });
      const others = [signupOf({ tenant }), signupOf({ id: mail.id }), signupOf({ tenant, channel: 'sms' })];
      for (const signup of [mail, ...others]) await subscriber.subscribe(signup);
      for (const signup of [mail, ...others.slice(0, 2)]) await confirm(signup);
      await subscriber.tell(mail, MESSAGE);
      expect(await heard(mail)).toEqual([MESSAGE.email]);
      for (const other of others) expect(await heard(other)).toEqual([]);
      await subscriber.tell(others[2]!, MESSAGE);
      expect(await heard(others[2]!)).toEqual([MESSAGE.sms]);
      expect(await heard(mail)).toEqual([MESSAGE.email]);
    });

    it('tells nobody what is told to one who is pending, or gone', async () => {
      const { subscriber, heard } = await make();
      const [mail, phone] = [signupOf(), signupOf({ channel: 'sms' })];
      await subscriber.subscribe(mail);
      await subscriber.unsubscribe(await subscriber.subscribe(phone));
      for (const signup of [mail, phone]) await subscriber.tell(signup, MESSAGE);
      expect([await heard(mail), await heard(phone)]).toEqual([[], []]);
    });

    it('knows an address under the name that it was signed up with last', async () => {
      const { subscriber, heard } = await make();
      const first = signupOf({ channel: 'sms' });
      const second = { ...first, id: unique('sub'), minSeverity: 'critical' as const };
      expect(await subscriber.subscribe(first)).toBe(await subscriber.subscribe(second));
      await subscriber.tell(first, MESSAGE);
      expect(await heard(first)).toEqual([]);
      await subscriber.tell(second, MESSAGE);
      expect(await heard(first)).toEqual([MESSAGE.sms]);
    });
  });
}
