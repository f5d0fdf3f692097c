import { parse } from 'yaml';
import { textOf } from '../support/repository';

type Params = Readonly<Record<string, unknown>>;

type Deployment = {
  readonly params: Readonly<Record<string, Params>>;
  readonly functions: Readonly<Record<string, { readonly timeout?: unknown }>>;
};

const deployment = parse(textOf('serverless.yml'), { merge: true }) as Deployment;
const STAGES = ['dev', 'prod', 'local'] as const;
const READERS = ['evaluate', 'deliver', 'trainer'] as const;
const VISIBILITY = {
  evaluate: 'evaluateVisibilitySeconds',
  deliver: 'deliverVisibilitySeconds',
  trainer: 'trainVisibilitySeconds',
} as const;

/** What a stage has for `${param:name}`, or for `${env:NAME, 'default'}` where the environment is empty. */
function numberIn(stage: string, written: unknown): number {
  const [, param] = /^\$\{param:(\w+)\}$/.exec(String(written)) ?? [];
  if (param !== undefined) return paramOf(stage, param);
  const [, usual] = /^\$\{env:\w+, '(\d+)'\}$/.exec(String(written)) ?? [];
  return Number(usual ?? written);
}

const paramOf = (stage: string, name: string): number =>
  numberIn(stage, { ...deployment.params['default'], ...deployment.params[stage] }[name]);

const timeoutMs = (stage: string, name: string): number =>
  1_000 * numberIn(stage, deployment.functions[name]?.timeout);

describe.each(STAGES)('on the stage %s', (stage) => {
  test('a lease outlives the function that took it', () => {
    expect(paramOf(stage, 'deliveryLeaseMs')).toBeGreaterThan(timeoutMs(stage, 'deliver'));
  });

  test('an alert is looked at again after the lease is over', () => {
    expect(paramOf(stage, 'outboxDueMs')).toBeGreaterThan(paramOf(stage, 'deliveryLeaseMs'));
  });

  test.each(READERS)('a message that %s still works on is not handed out again', (name) => {
    expect(1_000 * paramOf(stage, VISIBILITY[name])).toBeGreaterThan(timeoutMs(stage, name));
  });
});

test('what a stack that was killed held under lease is free again within a quarter of a minute', () => {
  expect(paramOf('local', 'deliveryLeaseMs')).toBeLessThanOrEqual(15_000);
});
