import { listModels, readModel } from '../../app/models';
import { promoteChosenModel } from '../../app/promoteModel';
import { readSkill } from '../../app/readSkill';
import { removeModel } from '../../app/removeModel';
import { requestTraining } from '../../app/train';
import * as contract from '../contract/models';
import { bind } from '../http/binding';
import { modelDrawing } from '../views/modelDrawing';
import { modelView } from '../views/modelView';
import { pageView } from '../views/pageView';

/** A drawing brings its colours with it, and loads nothing. */
const DRAWING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

export const modelRoutes = [
  bind(contract.listModels, async (deps: Parameters<typeof listModels>[0], { tenant, query, paging }) => {
    const { limit, symbol, interval, role } = query;
    const { after } = paging;
    const page = await listModels(deps, {
      tenant,
      limit,
      ...(symbol !== undefined && { symbol }),
      ...(interval !== undefined && { interval }),
      ...(role !== undefined && { role }),
      ...(after !== undefined && { after }),
    });
    return { data: pageView(page, paging, modelView) };
  }),
  bind(contract.createModel, async (deps: Parameters<typeof requestTraining>[0], { tenant, body }) => {
    const job = await requestTraining(deps, { tenant, ...body });
    return { data: { jobId: job.id, statusUrl: `/v1/train/${job.id}` } };
  }),
  bind(contract.getModel, async (deps: Parameters<typeof readModel>[0], { tenant, params }) => ({
    data: modelView(await readModel(deps, params.id, tenant)),
  })),
  bind(contract.drawModel, async (deps: Parameters<typeof readSkill>[0], { tenant, params }) => ({
    data: { mediaType: 'image/svg+xml', text: modelDrawing(await readSkill(deps, params.id, tenant)) },
    headers: { 'cache-control': 'no-store', 'content-security-policy': DRAWING_POLICY },
  })),
  bind(contract.promoteModel, async (deps: Parameters<typeof promoteChosenModel>[0], { tenant, params }) => ({
    data: modelView(await promoteChosenModel(deps, params.id, tenant)),
  })),
  bind(contract.deleteModel, async (deps: Parameters<typeof removeModel>[0], { tenant, params }) => {
    await removeModel(deps, params.id, tenant);
    return {};
  }),
];
