import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningStack } from '../support/runningStack';
import { startStack, until } from '../support/runningStack';

const PORT = 4400;
const ADDRESS = 'reader-of-the-e2e@example.com';
/** One of the two begins to hold every other session or so, in calm weeks as well. */
const TURNS = ['>', '<'].map((op) => ({
  dsl: '1',
  name: `close ${op} the close before`,
  targets: { symbols: ['^GSPC'] },
  interval: '1d',
  when: { op, left: 'close', right: { lag: ['close', 1] } },
}));

jest.setTimeout(120_000);

describe('a subscription, over HTTP on the embedded cloud', () => {
  const directory = mkdtempSync(join(tmpdir(), 'alerter-e2e-'));
  let stack: RunningStack;

  beforeAll(async () => {
    stack = startStack({ directory, port: PORT, sessionMs: 1_000 });
    await until('the start', 60_000, async () => stack.output().includes('ready in'));
    for (const body of TURNS) await stack.api('POST', '/v1/rules', { body });
  });
  afterAll(async () => {
    await stack.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  const mails = async () => (await stack.mailbox()).filter(({ to }) => to === ADDRESS);
  const alerts = async (to: string) =>
    (await stack.mailbox()).filter((mail) => mail.to === to && mail.alertIds.length > 0).length;
  const subscribed = async () => (await stack.api('GET', '/v1/subscriptions')).body.data.items as any[];

  it('is told nothing before its link was followed, a test alone, alerts, and nothing once it is deleted', async () => {
    const made = await until('the subscribers of the start to be confirmed', 20_000, async () => {
      const items = await subscribed();
      return items.length === 2 && items.every(({ state }) => state === 'confirmed') && items;
    });
    const { body } = await stack.api('POST', '/v1/subscriptions', {
      body: { channel: 'email', address: ADDRESS },
    });
    const path = `/v1/subscriptions/${body.data.id}`;
    expect((await stack.api('POST', `${path}/test`)).body.error.code).toBe('NOTIFY_UNCONFIRMED');
    const before = await alerts('you@example.com');
    await until('an alert to another', 20_000, async () => (await alerts('you@example.com')) > before);
    const [question, ...rest] = await mails();
    expect(rest).toEqual([]);

    await fetch(/http\S+/.exec(question.text)?.[0] ?? '');
    expect((await stack.api('GET', path)).body.data.state).toBe('confirmed');
    const tested = await stack.api('POST', `${path}/test`);
    expect(tested).toMatchObject({ status: 200, body: { data: { subscriptionId: body.data.id } } });
    const { text, subject } = tested.body.data;
    const heard = (await stack.mailbox()).filter((mail) => mail.text === text);
    expect(heard).toMatchObject([{ to: ADDRESS, subject, channel: 'email' }]);
    await until('an alert', 20_000, async () => (await alerts(ADDRESS)) > 0);

    expect((await stack.api('DELETE', path)).status).toBe(204);
    // What was published before that is in the mailbox by the time of the next one to another.
    const after = await alerts('you@example.com');
    await until('the next alert to another', 20_000, async () => (await alerts('you@example.com')) > after);
    const told = await alerts(ADDRESS);
    await until('more alerts to another', 20_000, async () => (await alerts('you@example.com')) > after + 3);
    expect(await alerts(ADDRESS)).toBe(told);
    expect((await subscribed()).map(({ id }) => id)).toEqual(made.map(({ id }) => id));
  });

  it('stands in no log line', () => {
    const logged = readFileSync(join(directory, 'offline.log'), 'utf8');
    expect(logged).toContain('"service":"reconcile"');
    for (const address of [ADDRESS, 'you@example.com', '2025550100']) expect(logged).not.toContain(address);
  });
});
