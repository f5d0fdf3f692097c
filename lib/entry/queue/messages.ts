import * as z from 'zod';
import { INTERVALS } from '../../market/interval';

const id = z.string().min(1).max(200);

/** What a sweep queues: a series on which a bar may have closed. */
export const evaluateMessage = z.strictObject({ series: id, interval: z.enum(INTERVALS) });

/** What a recorded alert queues: one target that is to be told. */
export const deliverMessage = z.strictObject({ tenant: id, alertId: id, targetId: id });

/** What `POST /v1/train` queues. */
export const trainMessage = z.strictObject({ tenant: id, jobId: id });
