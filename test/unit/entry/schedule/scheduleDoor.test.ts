import type { ScheduledEvent } from 'aws-lambda';
import { scheduleDoor } from '../../../../lib/entry/schedule/scheduleDoor';
import { lambdaContext } from '../../../support/doorHandlers';
import { recordingLog } from '../../../support/recordingLog';

const event = { source: 'aws.events' } as ScheduledEvent;

test('a run answers what its use case did', async () => {
  const handler = scheduleDoor(
    () => ({ log: recordingLog() }),
    async () => ({ queued: 3 }),
  );
  await expect(handler(event, lambdaContext)).resolves.toEqual({ queued: 3 });
});

test('a failed run is logged and counts as failed', async () => {
  const log = recordingLog();
  const handler = scheduleDoor(
    () => ({ log }),
    async () => {
      throw new Error('lost');
    },
  );
  await expect(handler(event, lambdaContext)).rejects.toThrow('lost');
  expect(log.lines).toEqual([expect.objectContaining({ level: 'error', reason: 'lost' })]);
});
