import { pauseRule, resumeRule } from '../../app/pauseRule';
import type { ReadRuleDeps } from '../../app/readRules';
import { listRules, readRule } from '../../app/readRules';
import { createRule, removeRule, replaceRule } from '../../app/rules';
import type { RuleDeps } from '../../app/writeRule';
import * as contract from '../contract/rules';
import { bind } from '../http/binding';
import { ruleHeaders, ruleView } from '../views/ruleView';
import { writtenPage } from '../views/writtenPage';

export const ruleRoutes = [
  bind(contract.listRules, async (deps: ReadRuleDeps, { tenant, query, paging }) => {
    const { after } = paging;
    const page = await listRules(deps, { tenant, limit: query.limit, ...(after !== undefined && { after }) });
    return { written: writtenPage(page, paging, { view: ruleView, placeOf: ({ stored }) => stored.id }) };
  }),
  bind(contract.createRule, async (deps: RuleDeps, { tenant, body }) => {
    const view = await createRule(deps, { tenant, body });
    const headers = { ...ruleHeaders(view), location: `/v1/rules/${view.stored.id}` };
    return { data: ruleView(view), headers };
  }),
  bind(contract.getRule, async (deps: ReadRuleDeps, { tenant, params }) => {
    const view = await readRule(deps, { tenant, id: params.id });
    return { data: ruleView(view), headers: ruleHeaders(view) };
  }),
  bind(contract.replaceRule, async (deps: RuleDeps, { tenant, params, ifMatch, body }) => {
    const view = await replaceRule(deps, { tenant, id: params.id, expectedVersion: ifMatch, body });
    return { data: ruleView(view), headers: ruleHeaders(view) };
  }),
  bind(contract.pauseRule, async (deps: RuleDeps, { tenant, params }) => {
    const view = await pauseRule(deps, { tenant, id: params.id });
    return { data: ruleView(view), headers: ruleHeaders(view) };
  }),
  bind(contract.resumeRule, async (deps: RuleDeps, { tenant, params }) => {
    const view = await resumeRule(deps, { tenant, id: params.id });
    return { data: ruleView(view), headers: ruleHeaders(view) };
  }),
  bind(contract.deleteRule, async (deps: RuleDeps, { tenant, params, ifMatch }) => {
    await removeRule(deps, { tenant, id: params.id, expectedVersion: ifMatch });
    return {};
  }),
];
