import { listSessions } from '../../app/listSessions';
import { listSessions as listSessionsContract } from '../contract/calendar';
import { bind } from '../http/binding';
import { pageView } from '../views/pageView';
import { sessionView } from '../views/sessionView';

export const calendarRoutes = [
  bind(listSessionsContract, async (deps: Parameters<typeof listSessions>[0], { query, paging }) => {
    const { from, to, limit } = query;
    const page = listSessions(deps, { from, to, limit, after: paging.after });
    return { data: pageView(page, paging, sessionView) };
  }),
];
