import { quantile } from 'simple-statistics';
import { httpHandlers, lambdaContext } from '../support/doorHandlers';
import { httpEvent } from '../support/httpEvent';
import { servedWorld } from '../support/servedWorld';

const WARM_UP_CALLS = 300;

/** Latency of whole calls of the prediction handler, warm, on the memory adapters. */
export async function handlerLatency(calls: number): Promise<{ p50Ms: number; p99Ms: number }> {
  const { deps } = await servedWorld();
  const { predict } = httpHandlers(deps);
  const event = httpEvent('POST /v1/predict', { body: { symbol: '^GSPC', levels: [90, 100, 110] } });
  const millis: number[] = [];
  for (let call = 0; call < WARM_UP_CALLS + calls; call += 1) {
    const began = performance.now();
    const answer = await predict(event, lambdaContext);
    const took = performance.now() - began;
    if (answer.statusCode !== 200) throw new Error(`the prediction failed: ${answer.body}`);
    if (call >= WARM_UP_CALLS) millis.push(took);
  }
  return { p50Ms: quantile(millis, 0.5), p99Ms: quantile(millis, 0.99) };
}
