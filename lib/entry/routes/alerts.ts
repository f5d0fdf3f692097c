import { alertPosition } from '../../alerts/alertPosition';
import type { AlertDeps, AlertView } from '../../app/alerts';
import { acknowledgeAlert, listAlerts, readAlert } from '../../app/alerts';
import * as contract from '../contract/alerts';
import { bind } from '../http/binding';
import { alertView } from '../views/alertView';
import { writtenPage } from '../views/writtenPage';

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
    const placeOf = ({ alert }: AlertView) => alertPosition(alert);
    return { written: writtenPage(page, paging, { view: alertView, placeOf }) };
  }),
  bind(contract.getAlert, async (deps: AlertDeps, { tenant, params }) => ({
    data: alertView(await readAlert(deps, { tenant, id: params.id })),
  })),
  bind(contract.acknowledgeAlert, async (deps: AlertDeps, { tenant, params }) => ({
    data: alertView(await acknowledgeAlert(deps, { tenant, id: params.id })),
  })),
];
