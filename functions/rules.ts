import { composeRules } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { ruleRoutes } from '../lib/entry/routes/rules';

export const handler = httpDoor(ruleRoutes, composeRules);
