import { composePublic } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { referenceRoutes } from '../lib/entry/routes/reference';

export const handler = httpDoor(referenceRoutes, composePublic);
