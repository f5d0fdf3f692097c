import { composeTrain } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { trainingRoutes } from '../lib/entry/routes/training';

export const handler = httpDoor(trainingRoutes, composeTrain);
