import { composePredict } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { forecastRoutes } from '../lib/entry/routes/forecasts';

export const handler = httpDoor(forecastRoutes, composePredict);
