import type { AlertDeps } from '../../app/alerts';
import { acknowledgeAlert, listAlerts, readAlert } from '../../app/alerts';
import * as contract from '../contract/alerts';
import { bind } from '../http/binding';
import { alertView } from '../views/alertView';
import { pageView } from '../views/pageView';

export const alertRoutes = [
  bind(contract.listAlerts, async (deps: AlertDeps, { tenant, query, paging }) => {
    const { limit, symbol, ruleId, state } = query;
    const { after } = paging;
    const page = await listAlerts(deps, {
      tenant,
      limit,
      ...(symbol !== undefined && { symbol }),
      ...(ruleId !== undefined && { ruleId }),
      ...(state !== undefined && { state }),
      ...(after !== undefined && { after }),
    });
    return { data: pageView(page, paging, alertView) };
  }),
  bind(contract.getAlert, async (deps: AlertDeps, { tenant, params }) => ({
    data: alertView(await readAlert(deps, { tenant, id: params.id })),
  })),
  bind(contract.acknowledgeAlert, async (deps: AlertDeps, { tenant, params }) => ({
    data: alertView(await acknowledgeAlert(deps, { tenant, id: params.id })),
  })),
];
