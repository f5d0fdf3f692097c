import { boundedProbe } from '../../../lib/adapters/boundedProbe';

const probe = (check: () => Promise<void>) => boundedProbe({ name: 'core', check }, 20);

test('what answers in time is up, and what fails tells why', async () => {
  await expect(probe(async () => undefined).check()).resolves.toBeUndefined();
  await expect(probe(() => Promise.reject(new Error('refused'))).check()).rejects.toThrow('refused');
});

test('what does not answer is down', async () => {
  await expect(probe(() => new Promise<void>(() => undefined)).check()).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: '"core" gave no answer within 0.02 s.',
  });
});
