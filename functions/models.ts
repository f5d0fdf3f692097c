import { composeModels } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { modelRoutes } from '../lib/entry/routes/models';

export const handler = httpDoor(modelRoutes, composeModels);
