import type { CheckDeps } from '../../app/checkAlerts';
import { checkAlerts } from '../../app/checkAlerts';
import { checkAlerts as checkAlertsContract } from '../contract/forecasts';
import { bind } from '../http/binding';
import { alertView } from '../views/alertView';
import { forecastView } from '../views/forecastView';

export const checkRoutes = [
  bind(checkAlertsContract, async (deps: CheckDeps, { tenant, body }) => {
    const { forecast, outcomes, alerts } = await checkAlerts(deps, { tenant, ...body });
    const data = { forecast: forecast && forecastView(forecast), outcomes, alerts: alerts.map(alertView) };
    return { data };
  }),
];
