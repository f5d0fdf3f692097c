import { composeMetrics } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { metricsRoutes } from '../lib/entry/routes/metrics';

export const handler = httpDoor(metricsRoutes, composeMetrics);
