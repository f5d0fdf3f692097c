import {
  WIDE_FEATURES,
  WIDE_FEATURES_BESIDE_MARKET,
  wideMatrix,
  WideRows,
} from '../../lib/features/wide/wideMatrix';
import { wanderingBars } from '../support/madeBars';
import type { BenchRow } from './benchRow';
import { interleavedMedians } from './interleavedMedians';

const BARS = 2_150;
const LIMIT_US = 5;

function limited(work: string, ms: number): BenchRow {
  const micros = (ms * 1_000) / BARS;
  const ratio = micros / LIMIT_US;
  return {
    work,
    ours: `${micros.toFixed(2)} µs`,
    peer: `limit ${LIMIT_US} µs`,
    ratio,
    gate: '≤ 1 of the limit',
    ok: ratio <= 1,
  };
}

/** All features of a series in one pass, with a market beside it and without, and bar by bar. */
export async function run(): Promise<BenchRow[]> {
  const [bars, market] = [1, 2].map((seed) => wanderingBars({ seed, count: BARS, storms: 0.2 }));
  const streamed = (): unknown => {
    const rows = new WideRows('1d', WIDE_FEATURES);
    let last: unknown;
    for (const each of bars!.bars) last = rows.step(each, NaN, true);
    return last;
  };
  const [alone, beside, bar] = interleavedMedians(
    [
      () => wideMatrix(bars!, WIDE_FEATURES),
      () => wideMatrix(bars!, WIDE_FEATURES_BESIDE_MARKET, market),
      streamed,
    ],
    40,
    20,
  );
  return [
    limited(`${WIDE_FEATURES.length} features in one pass, a bar`, alone!),
    limited(`${WIDE_FEATURES_BESIDE_MARKET.length} features in one pass beside a market, a bar`, beside!),
    limited(`${WIDE_FEATURES.length} features bar by bar, a bar`, bar!),
  ];
}
