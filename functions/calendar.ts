import { composeCalendar } from '../lib/compose/httpDoors';
import { httpDoor } from '../lib/entry/http/httpDoor';
import { calendarRoutes } from '../lib/entry/routes/calendar';

export const handler = httpDoor(calendarRoutes, composeCalendar);
