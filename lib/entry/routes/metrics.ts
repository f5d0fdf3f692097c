import { readCounters } from '../../app/readCounters';
import { getMetrics, METRICS_MEDIA_TYPE } from '../contract/metrics';
import { bind } from '../http/binding';
import { metricsText } from '../views/metricsText';

export const metricsRoutes = [
  bind(getMetrics, async (deps: Parameters<typeof readCounters>[0], { tenant }) => ({
    data: { mediaType: METRICS_MEDIA_TYPE, text: await metricsText(await readCounters(deps, { tenant })) },
    headers: { 'cache-control': 'no-store' },
  })),
];
