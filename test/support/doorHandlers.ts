import type { Context } from 'aws-lambda';
import type { Deps } from '../../lib/app/deps';
import type { HttpAnswer } from '../../lib/entry/http/answers';
import type { HttpHandler } from '../../lib/entry/http/httpDoor';
import { httpDoor } from '../../lib/entry/http/httpDoor';
import { notFoundDoor } from '../../lib/entry/http/notFoundDoor';
import { deliverDoor } from '../../lib/entry/queue/deliverDoor';
import { evaluateDoor } from '../../lib/entry/queue/evaluateDoor';
import { trainerDoor } from '../../lib/entry/queue/trainerDoor';
import { alertRoutes } from '../../lib/entry/routes/alerts';
import { barRoutes } from '../../lib/entry/routes/bars';
import { calendarRoutes } from '../../lib/entry/routes/calendar';
import { checkRoutes } from '../../lib/entry/routes/checks';
import { forecastRoutes } from '../../lib/entry/routes/forecasts';
import { healthRoutes } from '../../lib/entry/routes/health';
import { keyRoutes } from '../../lib/entry/routes/keys';
import { metricsRoutes } from '../../lib/entry/routes/metrics';
import { modelRoutes } from '../../lib/entry/routes/models';
import { openApiRoutes } from '../../lib/entry/routes/openApi';
import { referenceRoutes } from '../../lib/entry/routes/reference';
import { readyRoutes } from '../../lib/entry/routes/ready';
import { ruleRoutes } from '../../lib/entry/routes/rules';
import { subscriptionRoutes } from '../../lib/entry/routes/subscriptions';
import { trainingRoutes } from '../../lib/entry/routes/training';
import { watchlistRoutes } from '../../lib/entry/routes/watchlists';
import { reconcileDoor } from '../../lib/entry/schedule/reconcileDoor';
import { retrainDoor } from '../../lib/entry/schedule/retrainDoor';
import { sweepDoor } from '../../lib/entry/schedule/sweepDoor';

export const HTTP_FUNCTIONS = {
  health: healthRoutes,
  ready: readyRoutes,
  metrics: metricsRoutes,
  openapi: openApiRoutes,
  docs: referenceRoutes,
  train: trainingRoutes,
  predict: forecastRoutes,
  alert: checkRoutes,
  rules: ruleRoutes,
  watchlists: watchlistRoutes,
  alerts: alertRoutes,
  models: modelRoutes,
  subscriptions: subscriptionRoutes,
  bars: barRoutes,
  calendar: calendarRoutes,
  keys: keyRoutes,
} as const;

export type HttpFunction = keyof typeof HTTP_FUNCTIONS | 'notFound';

/** The doors of functions/*.ts, composed with `deps` in place of the cloud's. */
export function httpHandlers(deps: Deps): Record<HttpFunction, HttpHandler> {
  const compose = () => deps;
  return {
    health: httpDoor(healthRoutes, compose),
    ready: httpDoor(readyRoutes, compose),
    metrics: httpDoor(metricsRoutes, compose),
    openapi: httpDoor(openApiRoutes, compose),
    docs: httpDoor(referenceRoutes, compose),
    train: httpDoor<Deps>(trainingRoutes, compose),
    predict: httpDoor(forecastRoutes, compose),
    alert: httpDoor(checkRoutes, compose),
    rules: httpDoor<Deps>(ruleRoutes, compose),
    watchlists: httpDoor<Deps>(watchlistRoutes, compose),
    alerts: httpDoor(alertRoutes, compose),
    models: httpDoor<Deps>(modelRoutes, compose),
    subscriptions: httpDoor<Deps>(subscriptionRoutes, compose),
    bars: httpDoor(barRoutes, compose),
    calendar: httpDoor(calendarRoutes, compose),
    keys: httpDoor<Deps>(keyRoutes, compose),
    notFound: notFoundDoor(compose),
  };
}

export function queueHandlers(deps: Deps) {
  return {
    evaluate: evaluateDoor(() => deps),
    deliver: deliverDoor(() => deps),
    trainer: trainerDoor(() => deps),
  };
}

export function scheduleHandlers(deps: Deps) {
  return {
    sweep: sweepDoor(() => deps),
    reconcile: reconcileDoor(() => deps),
    retrain: retrainDoor(() => deps),
  };
}

export const lambdaContext = {
  awsRequestId: 'request-1',
  functionName: 'test',
  getRemainingTimeInMillis: () => 10_000,
} as Context;

/** An answer's body, parsed; undefined where there is none, or a file. */
export const bodyOf = ({ body, headers }: HttpAnswer) =>
  body && String(headers?.['content-type']).startsWith('application/json') ? JSON.parse(body) : undefined;
