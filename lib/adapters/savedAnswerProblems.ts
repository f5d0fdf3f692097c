import { Problem } from '../problems';
import { quoted } from '../quoted';

/** A key that was given to another request. */
export const keyOfAnother = (key: string): Problem =>
  new Problem(
    'INPUT_IDEMPOTENCY_CONFLICT',
    `The Idempotency-Key ${quoted(key)} was sent with another request; send a new key with a new request.`,
  );

/** A key whose first request still runs. */
export const keyInUse = (key: string): Problem =>
  new Problem(
    'STORE_CONFLICT',
    `A request with the Idempotency-Key ${quoted(key)} is still running. Send it again for its answer.`,
  );
