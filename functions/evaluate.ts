import { composeEvaluate } from '../lib/compose/httpDoors';
import { evaluateDoor } from '../lib/entry/queue/evaluateDoor';

export const handler = evaluateDoor(composeEvaluate);
