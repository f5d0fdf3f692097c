import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largeMoves } from '../support/gspcFirings';
import type { RunningStack } from '../support/runningStack';
import { startStack, until } from '../support/runningStack';

const SYMBOL = '%5EGSPC';
const PORT = 4400;
const LIMIT_PCT = 0.4;
const NOISY_RULE = {
  dsl: '1',
  name: 'a move over 0.4 %',
  targets: { symbols: ['^gspc'] },
  interval: '1d',
  when: { op: '>', left: { abs: { pct: ['close', { lag: ['close', 1] }] } }, right: LIMIT_PCT },
};

jest.setTimeout(240_000);

const directory = mkdtempSync(join(tmpdir(), 'alerter-e2e-'));
let stack: RunningStack;

const newestSession = async (): Promise<string> => {
  const { body } = await stack.api('GET', `/v1/bars/${SYMBOL}?interval=1d&limit=1`);
  return body.data.items[0].timestamp.slice(0, 10);
};

async function alertsOf(ruleId: string): Promise<any[]> {
  const items: any[] = [];
  let cursor = '';
  do {
    const { body } = await stack.api('GET', `/v1/alerts?ruleId=${ruleId}&limit=100${cursor}`);
    items.push(...body.data.items);
    cursor = body.data.nextCursor === null ? '' : `&cursor=${encodeURIComponent(body.data.nextCursor)}`;
  } while (cursor !== '');
  return items;
}

/** Creates the rule between two sessions, so that it is known on which one it was armed. */
async function createdOn(): Promise<{ ruleId: string; armedOn: string }> {
  for (;;) {
    const before = await newestSession();
    const { status, body, etag } = await stack.api('POST', '/v1/rules', { body: NOISY_RULE });
    expect(status).toBe(201);
    if ((await newestSession()) === before) return { ruleId: body.data.id, armedOn: before };
    await stack.api('DELETE', `/v1/rules/${body.data.id}`, { headers: { 'if-match': etag! } });
  }
}

const sessionsOf = (alerts: readonly any[]): string[] =>
  alerts.map((alert) => alert.barClosedAt.slice(0, 10)).sort();

async function expectFirings(rule: { ruleId: string; armedOn: string }, through: string): Promise<void> {
  const expected = largeMoves(rule.armedOn, through, LIMIT_PCT);
  const alerts = await until('every alert to be delivered', 60_000, async () => {
    const found = (await alertsOf(rule.ruleId)).filter((alert) => alert.barClosedAt.slice(0, 10) <= through);
    return found.length >= expected.length && found.every((alert) => alert.state === 'delivered') && found;
  }).catch(() => alertsOf(rule.ruleId));
  expect(sessionsOf(alerts.filter((alert) => alert.barClosedAt.slice(0, 10) <= through))).toEqual(expected);
  const mails = await stack.mailbox();
  for (const { id } of alerts.filter((alert) => alert.state === 'delivered')) {
    const channels = mails.filter((mail) => mail.alertIds.includes(id)).map((mail) => mail.channel);
    expect(new Set(channels)).toEqual(new Set(['email', 'sms']));
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

afterAll(async () => {
  await stack.kill();
  rmSync(directory, { recursive: true, force: true });
});

const mailOf = async (subject: RegExp) =>
  (await stack.mailbox()).find(
    (item) => item.channel === 'email' && item.alertIds.length > 0 && subject.test(item.subject ?? ''),
  );

describe('the main job, over HTTP on the embedded cloud', () => {
  let rule: { ruleId: string; armedOn: string };

  it('fires on real bars within 60 s of the start and mails what it saw', async () => {
    stack = startStack({ directory, port: PORT, sessionMs: 2_000 });
    await until('the API', 30_000, async () => (await stack.api('GET', '/health')).status === 200);
    const mail = await until('the first alert', 60_000 - (Date.now() - stack.startedAt), () =>
      mailOf(/\^GSPC/),
    );
    expect(mail.subject).toMatch(/^\[(warning|critical)\] \^GSPC [\d,.]+: /);
    for (const fact of [
      'Close ',
      'Why ',
      'Forecast  next 1d',
      'Bar       1d, closed 2008-',
      'Source    replay',
      'Information, not advice.',
    ]) {
      expect(mail.text).toContain(fact);
    }
    await until('the mail in the terminal', 5_000, async () => stack.output().includes(mail.subject));
  });

  it('fires on simulated bars beside them, and says that they are', async () => {
    const mail = await until('an alert of the simulator', 120_000, () => mailOf(/DEMO\.A/));
    expect(mail.text).toMatch(/Bar {7}5min, closed 2024-01-\d\d/);
    expect(mail.text).toContain('Source    simulated: not quotes of any market');
  });

  it('trains on the queue and then predicts', async () => {
    const request = { symbol: '^GSPC', horizon: '5d', model: 'ewma' };
    expect(
      (await stack.api('POST', '/v1/predict', { body: { symbol: '^GSPC', horizon: '5d' } })).body.error.code,
    ).toBe('MODEL_NOT_TRAINED');
    const headers = { 'x-correlation-id': 'e2e-training' };
    const { status, body } = await stack.api('POST', '/v1/train', { body: request, headers });
    expect(status).toBe(202);
    const job = await until('the job', 30_000, async () => {
      const { data } = (await stack.api('GET', body.data.statusUrl)).body;
      return data.status === 'succeeded' && data;
    });
    const forecast = (
      await stack.api('POST', '/v1/predict', { body: { symbol: '^GSPC', horizon: '5d', levels: [1_000] } })
    ).body.data;
    expect(forecast.model).toMatchObject({ id: job.modelId, kind: 'ewma', role: 'champion' });
    expect(forecast.intervals[1].low).toBeLessThan(forecast.currentPrice);
    expect(forecast.intervals[1].high).toBeGreaterThan(forecast.currentPrice);
    expect(forecast).toMatchObject({ confidence: 'high', probabilityUp: null, source: 'replay' });
    const trained = readFileSync(join(directory, 'offline.log'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('"message":"model trained"') && line.includes(String(job.modelId)));
    expect(trained.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ service: 'trainer', correlation_id: 'e2e-training' }),
    ]);
  });

  it('counts what it does', async () => {
    const counted = await until('counted trainings', 20_000, async () => {
      const text = await stack.text('/metrics');
      return /trainings_total\{outcome="succeeded"\} [1-9]/.test(text) && text;
    });
    for (const name of [
      'sweeps_total',
      'bars_judged_total{interval="1d"}',
      'deliveries_total{outcome="sent"}',
    ]) {
      expect(counted).toMatch(new RegExp(`^stock_price_alerter_${name.replace(/[{}]/g, '\\$&')} [1-9]`, 'm'));
    }
  });

  it('judges a new rule as market days pass, exactly where the bars say, and takes an acknowledgement', async () => {
    rule = await createdOn();
    await until('two alerts', 60_000, async () => (await alertsOf(rule.ruleId)).length >= 2);
    await expectFirings(rule, sessionsOf(await alertsOf(rule.ruleId)).at(-1)!);
    const [alert] = await alertsOf(rule.ruleId);
    expect(alert.why).toMatchObject({ code: 'fired' });
    expect(alert.deliveries).toEqual([
      expect.objectContaining({ subscriptionId: 'sns', state: 'sent', attempts: 1 }),
    ]);
    const acknowledged = await stack.api('POST', `/v1/alerts/${alert.id}/ack`);
    expect(acknowledged.body.data.acknowledgedAt).toMatch(/Z$/);
    const foreign = await stack.api('GET', `/v1/alerts/${alert.id}`, {
      headers: { authorization: 'Bearer local-2' },
    });
    expect([foreign.status, foreign.body.error.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('misses and doubles no alert when everything is killed during a sweep', async () => {
    for (let death = 0; death < 3; death += 1) {
      await until('a new session', 20_000, async () => {
        const last = sessionsOf(await alertsOf(rule.ruleId)).at(-1)!;
        return (await newestSession()) > last;
      });
      stack.invoke('sweep').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 20 + 60 * death));
      await stack.kill();
      stack = startStack({ directory, port: PORT, sessionMs: 2_000 });
      await until('the API again', 30_000, async () => (await stack.api('GET', '/health')).status === 200);
    }
    const reached = await newestSession();
    await until(
      'a few sessions more',
      60_000,
      async () => (await newestSession()) > reached && (await alertsOf(rule.ruleId)).length > 3,
    );
    await expectFirings(rule, reached);
  });

  it('leaves no process and no port behind on Ctrl-C', async () => {
    expect(await stack.interrupt()).toBe(0);
    expect(await Promise.all([PORT, PORT + 2, PORT + 66].map(isFree))).toEqual([true, true, true]);
  });
});
