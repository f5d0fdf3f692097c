import { composeEvaluate } from '../lib/compose/workers';
import { evaluateDoor } from '../lib/entry/queue/evaluateDoor';

export const handler = evaluateDoor(composeEvaluate);
