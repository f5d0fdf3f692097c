import { reconcile } from '../../lib/app/reconcile';
import type { RequestParts } from '../support/httpEvent';
import { httpEvent } from '../support/httpEvent';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { mismatches } from '../support/publishedSchema';
import { KEYS } from '../support/servedWorld';
import { WALL_START, world } from '../support/world';

const LIST = 'GET /v1/subscriptions';
const CREATE = 'POST /v1/subscriptions';
const GET = 'GET /v1/subscriptions/{id}';
const DELETE = 'DELETE /v1/subscriptions/{id}';
const TEST = 'POST /v1/subscriptions/{id}/test';

async function door() {
  const at = world({ bars: {}, marketNow: WALL_START });
  for (const key of KEYS) await at.stores.keys.put(key);
  const { subscriptions } = httpHandlers(at.deps);
  const ask = async (route: string, parts: RequestParts = {}) => {
    const answer = await subscriptions(httpEvent(route, parts), lambdaContext);
    const body = bodyOf(answer);
    const status = Number(answer.statusCode);
    if (body !== undefined) expect(mismatches(route, status, body)).toEqual([]);
    return { status, headers: answer.headers, data: body?.data, error: body?.error };
  };
  const create = (body: object) => ask(CREATE, { body });
  const refused = async (body: object) => {
    const { status, error } = await create(body);
    return { status, code: error?.code, details: error?.details };
  };
  return { ...at, ask, create, refused };
}

const EMAIL = { channel: 'email', address: 'you@example.com' };

describe('the routes of subscriptions', () => {
  it('lead from an address to a test message that it alone gets, and to its end', async () => {
    const { ask, create, stores, clock, deps } = await door();
    const { data, status, headers } = await create({
      channel: 'email',
      address: 'You@Example.com',
      minSeverity: 'warning',
      symbols: ['^gspc', '^GSPC'],
    });
    const shown = {
      id: expect.stringMatching(/^sub_[a-z2-7]{26}$/) as string,
      ...EMAIL,
      minSeverity: 'warning',
      symbols: ['^GSPC'],
      state: 'pending',
      createdAt: '2026-11-01T00:00:00.000Z',
    };
    expect({ data, status }).toEqual({ data: shown, status: 201 });
    const params = { id: String(data.id) };
    expect(headers).toMatchObject({ location: `/v1/subscriptions/${data.id}` });
    clock.advance(1_000);
    await create({ channel: 'sms', address: '+12025550100' });
    expect(await ask(TEST, { params })).toMatchObject({ status: 409, error: { code: 'NOTIFY_UNCONFIRMED' } });

    stores.subscriber.confirm('you@example.com');
    expect((await ask(GET, { params })).data).toMatchObject({ state: 'pending' });
    clock.advance(60_000);
    await reconcile(deps);
    const confirmed = { ...data, state: 'confirmed' };
    expect((await ask(GET, { params })).data).toEqual(confirmed);
    const { data: page } = await ask(LIST);
    expect(page).toMatchObject({ items: [{ channel: 'email' }, { channel: 'sms' }], nextCursor: null });

    const tested = await ask(TEST, { params });
    expect(tested).toMatchObject({
      status: 200,
      data: {
        subscriptionId: data.id,
        channel: 'email',
        sentAt: '2026-11-01T00:01:01.000Z',
        subject: 'Test message: alerts reach this address',
      },
    });
    const told = stores.subscriber.told.map(({ address, message }) => [address, message.email]);
    expect(told).toEqual([['you@example.com', tested.data.text]]);

    expect(await ask(DELETE, { params })).toMatchObject({ status: 204, data: undefined });
    expect(await ask(GET, { params })).toMatchObject({ status: 404, error: { code: 'NOT_FOUND' } });
    expect(await ask(DELETE, { params })).toMatchObject({ status: 404 });
    expect(stores.subscriber.signups()).toMatchObject([{ channel: 'sms' }]);
  });

  it('tell a phone in the words of a phone', async () => {
    const { ask, create } = await door();
    const { data } = await create({ channel: 'sms', address: '+12025550100' });
    expect(data).toMatchObject({ state: 'confirmed', address: '+12025550100' });
    const tested = await ask(TEST, { params: { id: String(data.id) } });
    expect(tested.data).toEqual({
      subscriptionId: data.id,
      channel: 'sms',
      sentAt: '2026-11-01T00:00:00.000Z',
      text: 'Test message: alerts reach this number.',
    });
  });

  it.each<[string, object, string, string]>([
    [
      'a webhook',
      { channel: 'webhook', address: 'https://example.com/hook' },
      'channel',
      '"channel" is "webhook"; it is not available in this version, send "email" or "sms".',
    ],
    ['no channel', { address: 'you@example.com' }, 'channel', '"channel" is missing; send "email" or "sms".'],
    [
      'an unknown channel',
      { channel: 'pigeon', address: 'you@example.com' },
      'channel',
      '"channel" is "pigeon"; send "email" or "sms".',
    ],
    [
      'Slack',
      { channel: 'slack', address: 'https://hooks.slack.com/x' },
      'channel',
      '"channel" is "slack"; it is not available in this version, send "email" or "sms".',
    ],
    [
      'an e-mail address that is none',
      { channel: 'email', address: 'you at example' },
      'address',
      '"address" is not valid; send an e-mail address such as "you@example.com".',
    ],
    [
      'a header in an e-mail address',
      { channel: 'email', address: 'you@example.com\nBcc: me@example.com' },
      'address',
      '"address" is not valid; send an e-mail address such as "you@example.com".',
    ],
    [
      'a phone number without its country',
      { channel: 'sms', address: '202-555-0123' },
      'address',
      '"address" is not valid; send a phone number in E.164 such as "+12025550123".',
    ],
    ['no address', { channel: 'sms' }, 'address', '"address" is missing; send a string.'],
    [
      'a severity that there is not',
      { ...EMAIL, minSeverity: 'low' },
      'minSeverity',
      '"minSeverity" is "low"; send one of "info", "warning", "critical".',
    ],
    ['no symbol', { ...EMAIL, symbols: [] }, 'symbols', '"symbols" is a list of 0; send at least 1 item.'],
    [
      'more symbols than a filter takes',
      { ...EMAIL, symbols: Array.from({ length: 51 }, (_, place) => `S${place}`) },
      'symbols',
      '"symbols" is a list of 51; send at most 50 items.',
    ],
    ['a state', { ...EMAIL, state: 'confirmed' }, 'state', '"state" is not a field here; leave it out.'],
  ])('refuse %s, and say what to send', async (_what, body, path, message) => {
    const { refused, stores } = await door();
    expect(await refused(body)).toEqual({
      status: 400,
      code: 'INPUT_INVALID',
      details: [{ path, message }],
    });
    expect(stores.subscriber.signups()).toEqual([]);
  });

  it('refuse the same address in another spelling, and the eleventh', async () => {
    const { create, refused } = await door();
    const { data } = await create(EMAIL);
    const again = await create({ ...EMAIL, address: 'YOU@example.com', minSeverity: 'critical' });
    expect(again).toMatchObject({ status: 409, error: { code: 'STORE_CONFLICT' } });
    expect(again.error.message).toContain(`"${data.id}" is pending`);
    for (let place = 1; place < 10; place += 1)
      await create({ channel: 'sms', address: `+1202555012${place}` });
    expect(await refused({ channel: 'sms', address: '+12025550199' })).toMatchObject({
      status: 429,
      code: 'LIMIT_EXCEEDED',
    });
  });

  it('show a tenant nothing of another', async () => {
    const { ask, create } = await door();
    const { data } = await create(EMAIL);
    const foreign = { headers: { authorization: 'Bearer local-2' }, params: { id: String(data.id) } };
    const unknown = { ...foreign, params: { id: 'sub_none' } };
    for (const route of [GET, DELETE, TEST]) {
      const [one, other] = [await ask(route, foreign), await ask(route, unknown)];
      expect(one).toMatchObject({ status: 404, error: { code: 'NOT_FOUND' } });
      expect(one.error.message.replace(String(data.id), 'sub_none')).toBe(other.error.message);
    }
    expect((await ask(LIST, foreign)).data).toEqual({ items: [], nextCursor: null });
    expect((await ask(LIST)).data.items).toHaveLength(1);
  });

  it('give a page at a time, to whom the page before was given', async () => {
    const { ask, create, clock } = await door();
    for (const place of [1, 2, 3]) {
      await create({ channel: 'sms', address: `+1202555012${place}` });
      clock.advance(1);
    }
    const first = await ask(LIST, { query: { limit: '2' } });
    const cursor = String(first.data.nextCursor);
    const second = await ask(LIST, { query: { limit: '2', cursor } });
    const addresses = [...first.data.items, ...second.data.items].map(
      ({ address }: { address: string }) => address,
    );
    expect(addresses).toEqual(['+12025550121', '+12025550122', '+12025550123']);
    expect(second.data.nextCursor).toBeNull();
    const stolen = await ask(LIST, {
      query: { limit: '2', cursor },
      headers: { authorization: 'Bearer local-2' },
    });
    expect(stolen).toMatchObject({ status: 400, error: { code: 'INPUT_INVALID' } });
  });

  it.each([
    [LIST, 200],
    [GET, 404],
    [DELETE, 403],
    [CREATE, 403],
    [TEST, 403],
  ])('let a reader do %s with %d', async (route, status) => {
    const { ask } = await door();
    const parts = { headers: { authorization: 'Bearer reader.s3cret' }, params: { id: 'sub_none' } };
    expect(await ask(route, { ...parts, ...(route === CREATE && { body: EMAIL }) })).toMatchObject({
      status,
    });
  });
});
