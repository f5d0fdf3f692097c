import { acknowledgeAlert, getAlert, listAlerts } from './alerts';
import { listBars } from './bars';
import { importBars } from './barsImport';
import { listSessions } from './calendar';
import { checkAlerts, predictMove } from './forecasts';
import { createKey, deleteKey, listKeys } from './keys';
import { getMetrics } from './metrics';
import { getQuote } from './quotes';
import { createModel, deleteModel, drawModel, getModel, listModels, promoteModel } from './models';
import { getReference, getReferenceFile, getRoot } from './reference';
import type { RouteContract } from './routeContract';
import { createRule, deleteRule, getRule, listRules, pauseRule, replaceRule, resumeRule } from './rules';
import {
  createSubscription,
  deleteSubscription,
  getSubscription,
  listSubscriptions,
  testSubscription,
} from './subscriptions';
import { getHealth, getOpenApi, getReady } from './system';
import { getTrainingJob, startTraining } from './training';
import {
  createWatchlist,
  deleteWatchlist,
  getWatchlist,
  listWatchlists,
  replaceWatchlist,
} from './watchlists';

/** Every route there is, in the order in which the reference shows them. */
export const ROUTES: readonly RouteContract[] = [
  getHealth,
  getReady,
  getMetrics,
  getOpenApi,
  getRoot,
  getReference,
  getReferenceFile,
  startTraining,
  getTrainingJob,
  predictMove,
  checkAlerts,
  listRules,
  createRule,
  getRule,
  replaceRule,
  deleteRule,
  pauseRule,
  resumeRule,
  listWatchlists,
  createWatchlist,
  getWatchlist,
  replaceWatchlist,
  deleteWatchlist,
  listAlerts,
  getAlert,
  acknowledgeAlert,
  listModels,
  createModel,
  getModel,
  drawModel,
  promoteModel,
  deleteModel,
  listSubscriptions,
  createSubscription,
  getSubscription,
  deleteSubscription,
  testSubscription,
  listBars,
  importBars,
  getQuote,
  listSessions,
  listKeys,
  createKey,
  deleteKey,
];
