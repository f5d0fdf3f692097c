import { composePublic } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { openApiRoutes } from '../lib/entry/routes/openApi';

export const handler = httpDoor(openApiRoutes, composePublic);
