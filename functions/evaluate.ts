import { composeEvaluate } from '../lib/compose';
import { evaluateDoor } from '../lib/entry/queue/evaluateDoor';

export const handler = evaluateDoor(composeEvaluate);
