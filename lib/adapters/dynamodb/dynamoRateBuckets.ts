import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Allowance, RateBuckets } from '../../ports/RateLimit';
import { numberIn } from './documents';
import { rateBucketKey } from './keys';
import { dynamoTable } from './table';

/** A bucket that nobody has asked of for this long is as good as none. */
const KEPT_SECONDS = 24 * 3_600;

/** So often two processes can hardly come between each other's writes. */
const TRIES = 5;

/**
 * Permits in the ops table, an item per API key that holds the instant (epoch ms) at which its bucket will be full
 * again. Each taking is one conditional write, without a reading before it: processes do not wait for each other.
 *
 * Source  the generic cell rate algorithm, ITU-T I.371.
 */
export function dynamoRateBuckets(
  client: DynamoDBClient,
  opsTable: string,
  { ratePerSecond, burst }: Allowance,
): RateBuckets {
  const table = dynamoTable(client, opsTable);
  const msPerPermit = 1_000 / ratePerSecond;
  return {
    async take(keyId, permits, now) {
      const key = rateBucketKey(keyId);
      const takenMs = permits * msPerPermit;
      const latest = now + burst * msPerPermit - takenMs;
      const expiresAt = Math.ceil(now / 1_000) + KEPT_SECONDS;
      const fromUsed = {
        expression: 'SET #fullAt = #fullAt + :taken, #expiresAt = :expiresAt',
        values: { ':taken': takenMs, ':expiresAt': expiresAt },
        when: { expression: '#fullAt BETWEEN :now AND :latest', values: { ':now': now, ':latest': latest } },
      };
      const fromFull = {
        expression: 'SET #fullAt = :next, #expiresAt = :expiresAt',
        values: { ':next': now + takenMs, ':expiresAt': expiresAt },
        when: { expression: 'attribute_not_exists(#fullAt) OR #fullAt < :now', values: { ':now': now } },
      };
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        if (await table.change(key, fromUsed)) return 0;
        if (await table.change(key, fromFull)) return 0;
        const item = await table.get(key);
        const fullAt = item && numberIn(item, 'fullAt');
        // Between the two writes somebody else may have begun to use a full bucket: then there is still something in it.
        if (fullAt !== undefined && fullAt > latest) return fullAt - latest;
      }
      return msPerPermit;
    },
  };
}
