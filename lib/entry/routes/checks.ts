import type { CheckDeps } from '../../app/checkAlerts';
import { checkAlerts } from '../../app/checkAlerts';
import { checkAlerts as checkAlertsContract } from '../contract/forecasts';
import { bind } from '../http/binding';
import { writtenCheck } from '../views/writtenCheck';

export const checkRoutes = [
  bind(checkAlertsContract, async (deps: CheckDeps, { tenant, body }) => {
    return { written: writtenCheck(await checkAlerts(deps, { tenant, ...body })) };
  }),
];
