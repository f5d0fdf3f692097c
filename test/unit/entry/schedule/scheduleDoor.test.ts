import type { ScheduledEvent } from 'aws-lambda';
import { scheduleDoor } from '../../../../lib/entry/schedule/scheduleDoor';
import { lambdaContext } from '../../../support/doorHandlers';
import { ground } from '../../../support/ground';

const event = { source: 'aws.events' } as ScheduledEvent;

test('a run answers what its use case did', async () => {
  const handler = scheduleDoor(
    'tester',
    () => ground(),
    async () => ({ queued: 3 }),
  );
  await expect(handler(event, lambdaContext)).resolves.toEqual({ queued: 3 });
});

test('a failed run is logged, counted, and counts as failed', async () => {
  const standing = ground();
  const handler = scheduleDoor(
    'tester',
    () => standing,
    async () => {
      throw new Error('lost');
    },
  );
  await expect(handler(event, lambdaContext)).rejects.toThrow('lost');
  expect(standing.log.lines).toEqual([expect.objectContaining({ level: 'error', reason: 'lost' })]);
  expect(standing.emitted).toEqual([{ name: 'failures_total', labels: { function: 'tester' }, by: 1 }]);
});

test('what a run does is done under its request id', async () => {
  const standing = ground();
  const handler = scheduleDoor(
    'tester',
    () => standing,
    async ({ correlation }) => correlation.current(),
  );
  await expect(handler(event, lambdaContext)).resolves.toBe('request-1');
});
