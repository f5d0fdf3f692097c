import { routeContract } from './routeContract';

/** The text format that scrapers of Prometheus take. */
export const METRICS_MEDIA_TYPE = 'text/plain; version=0.0.4';

export const getMetrics = routeContract({
  method: 'GET',
  path: '/metrics',
  operationId: 'getMetrics',
  scope: 'read',
  summary: 'What was counted since the first deployment, for Prometheus',
  description:
    "Requests, alerts, notices, deliveries and trainings are your tenant's own; sweeps, judged bars, repairs and failures are those of the deployment. Requests show up to five seconds late, or with the next of the same function where that falls quiet.",
  responses: {
    200: {
      description: 'Counters as text.',
      file: ['text/plain'],
      example: [
        '# HELP stock_price_alerter_alerts_recorded_total Alerts recorded, by severity.',
        '# TYPE stock_price_alerter_alerts_recorded_total counter',
        'stock_price_alerter_alerts_recorded_total{severity="warning"} 3',
      ].join('\n'),
    },
  },
  problems: ['STORE_UNAVAILABLE'],
});
