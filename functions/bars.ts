import { composeBars } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { barRoutes } from '../lib/entry/routes/bars';

export const handler = httpDoor(barRoutes, composeBars);
