import type { SNSClient } from '@aws-sdk/client-sns';
import { createHash } from 'node:crypto';
import { snsSubscriber } from '../../lib/adapters/sns/snsSubscriber';
import { powertoolsLog } from '../../lib/adapters/system/powertoolsLog';
import type { Deps } from '../../lib/app/deps';
import type { HttpAnswer } from '../../lib/entry/http/answers';
import { sdkError } from '../support/answering';
import type { HttpFunction } from '../support/doorHandlers';
import { httpHandlers, lambdaContext, queueHandlers, scheduleHandlers } from '../support/doorHandlers';
import { round } from '../support/drain';
import { failing } from '../support/faults';
import type { RequestParts } from '../support/httpEvent';
import { httpEvent } from '../support/httpEvent';
import { servedWorld } from '../support/servedWorld';
import { WALL_START } from '../support/world';

const EACH = 50;

const seeded = (name: string, at: number): string =>
  createHash('sha256').update(`canary ${name} ${at}`).digest('hex').slice(0, 20);
const fifty = (of: (at: number) => string): readonly string[] =>
  Array.from({ length: EACH }, (_, at) => of(at));

const EMAILS = fifty((at) => `c${seeded('email', at)}@example.com`);
const PHONES = fifty((at) => `+1202${String(5_550_100 + at * 7919).padStart(7, '0')}`);
const SECRETS = fifty((at) => seeded('secret', at));
const TOKENS = fifty((at) => `key_${seeded('id', at).slice(0, 6)}.${seeded('token', at)}`);
const CANARIES = [...EMAILS, ...PHONES, ...SECRETS, ...TOKENS];

/** Whatever is written to standard output and standard error, as the runtime collects it. */
const written: string[] = [];

beforeAll(() => {
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
});
afterAll(() => jest.restoreAllMocks());

/** SNS that repeats in its words what it was sent, each time in another way. */
function talkativeSns(): SNSClient {
  let count = 0;
  const send = async ({ input }: { input: Record<string, unknown> }): Promise<object> => {
    const said = `Invalid parameter: ${JSON.stringify(input)}`;
    count += 1;
    if (input['Name'] !== undefined) return { TopicArn: 'arn:aws:sns:eu-west-1:000000000000:t-local' };
    if (count % 3 === 0) throw Object.assign(sdkError('InvalidParameterException', 400), { message: said });
    if (count % 3 === 1) throw Object.assign(sdkError('Throttling', 429), { message: said });
    throw new TypeError(said);
  };
  return { send } as unknown as SNSClient;
}

const bug = (sent: string) => new Error(`the item {"address":"${sent}"} is refused`);

type Doors = ReturnType<typeof httpHandlers>;
type Request = readonly [HttpFunction, string, RequestParts];

const subscribing = (address: string): RequestParts => ({
  body: { channel: address.startsWith('+') ? 'sms' : 'email', address },
});

/** Each canary is sent as what it is, rightly and as what it is not. */
function requestsWith(canary: string): readonly Request[] {
  const bearer = { authorization: `Bearer ${canary}` };
  const known = { authorization: `Bearer canary-${SECRETS.indexOf(canary)}.${canary}` };
  if (!canary.includes('@') && !canary.startsWith('+')) {
    return [
      ['rules', 'GET /v1/rules', { headers: bearer }],
      ['rules', 'GET /v1/rules', { headers: { AUTHORIZATION: `bearer  ${canary}x` } }],
      ['alerts', 'GET /v1/alerts', { headers: known }],
      ['keys', 'POST /v1/keys', { headers: known, body: { name: 'x', scopes: ['read'] } }],
      ['notFound', 'GET /nowhere', { headers: bearer, routeKey: '$default' }],
    ];
  }
  const wrong = { channel: canary.startsWith('+') ? 'email' : 'sms', address: canary };
  return [
    ['subscriptions', 'POST /v1/subscriptions', subscribing(canary)],
    ['subscriptions', 'POST /v1/subscriptions', subscribing(canary)],
    ['subscriptions', 'POST /v1/subscriptions', { body: wrong }],
    ['subscriptions', 'POST /v1/subscriptions', { body: { ...wrong, address: `${canary} ` } }],
    ['subscriptions', 'POST /v1/subscriptions', { body: { ...wrong, address: [canary] } }],
    ['subscriptions', 'POST /v1/subscriptions', { body: `{"address":"${canary}"` }],
  ];
}

/** Asks with all; the refusals. */
async function refusals(doors: Doors, canaries: readonly string[]): Promise<readonly HttpAnswer[]> {
  const answers: HttpAnswer[] = [];
  for (const [name, route, parts] of canaries.flatMap(requestsWith)) {
    answers.push(await doors[name](httpEvent(route, parts), lambdaContext));
  }
  return answers.filter(({ statusCode = 500 }) => statusCode >= 400);
}

const found = (texts: readonly string[]): readonly string[] => {
  const all = texts.join('\n');
  return CANARIES.filter((canary) => all.includes(canary));
};

type Served = Awaited<ReturnType<typeof servedWorld>>;

/** What goes wrong, by name; each with the addresses it meets in its words. */
const FAULTS: Readonly<Record<string, (at: Served) => Partial<Deps>>> = {
  nothing: () => ({}),
  'SNS refuses and repeats': () => ({
    subscriber: snsSubscriber(talkativeSns(), { tenantTopicPrefix: 'arn:t-' }),
  }),
  'the store is down': ({ stores }) => ({
    subscriptions: failing(
      stores.subscriptions,
      EMAILS.flatMap((_, at) => [{ method: 'list' as const, nth: at * 2 + 1, when: 'before' as const }]),
    ),
  }),
  'a bug that repeats': ({ stores }) => ({
    subscriptions: failing(
      stores.subscriptions,
      [...EMAILS, ...PHONES].map((sent, at) => ({
        method: 'put' as const,
        nth: at + 1,
        when: 'before' as const,
        error: bug(sent),
      })),
    ),
    keys: failing(
      stores.keys,
      [...SECRETS, ...TOKENS].map((sent, at) => ({
        method: 'find' as const,
        nth: 9 * at + 9,
        when: 'before' as const,
        error: new Error(`Bearer ${sent}`),
      })),
    ),
  }),
};

test.each(Object.keys(FAULTS))(
  '%s: no canary is in a log line, a refusal, a message or a model',
  async (fault) => {
    const at = await servedWorld();
    for (const [index, secret] of SECRETS.entries()) {
      const secretHash = createHash('sha256').update(secret).digest('hex');
      await at.stores.keys.put({
        id: `canary-${index}`,
        tenant: 'local',
        name: 'x',
        scopes: ['read', 'write'],
        secretHash,
        createdAt: WALL_START,
      });
    }
    const models: string[] = [];
    const { put } = at.stores.models;
    at.stores.models.put = (key, text) => {
      models.push(key, text);
      return put(key, text);
    };
    const deps: Deps = {
      ...at.deps,
      log: powertoolsLog('canaries', at.deps.correlation),
      ...FAULTS[fault]?.(at),
    };
    const doors = httpHandlers(deps);
    await doors.train(httpEvent('POST /v1/train', { body: { symbol: '^GSPC' } }), lambdaContext);
    const seen = written.length;
    const refused = await refusals(doors, CANARIES);
    const queued = [
      ...at.stores.deliverQueue.messages,
      ...at.stores.trainQueue.messages,
      ...at.stores.evaluateQueue.messages,
    ];
    await round(at, deps).catch(() => undefined);
    await scheduleHandlers(deps)
      .reconcile({} as never, lambdaContext)
      .catch(() => undefined);
    const messages = await queueHandlers(deps).deliver(
      {
        Records: EMAILS.map((body, index) => ({
          messageId: `m${index}`,
          body,
          attributes: { ApproximateReceiveCount: '1' },
        })),
      } as never,
      lambdaContext,
    );
    expect(messages.batchItemFailures).toHaveLength(EACH);
    expect(refused.length).toBeGreaterThan(EACH * 4);
    expect(written.length - seen).toBeGreaterThan(EACH);
    expect(found(written.slice(seen))).toEqual([]);
    expect(found(refused.map((answer) => JSON.stringify(answer)))).toEqual([]);
    expect(found(queued.map((message) => JSON.stringify(message)))).toEqual([]);
    // The artifact and the trail, each under its key.
    expect(models).toHaveLength(4);
    expect(found(models)).toEqual([]);
  },
);
