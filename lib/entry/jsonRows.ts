import type { BarField, ImportRow } from '../app/importRow';
import { instantOf } from '../market/barText';

type JsonBar = Readonly<Record<Exclude<BarField, 'timestamp'>, number>> & { readonly timestamp: string };

/** Bars of a JSON body as rows: a row's line is its place, counting from 1. */
export const jsonRows = (bars: readonly JsonBar[]): readonly ImportRow[] =>
  bars.map((bar, index) => {
    const { timestamp, open, high, low, close, volume } = bar;
    const startAt = instantOf(timestamp);
    return {
      line: index + 1,
      path: `bars.${index}`,
      bar: { startAt, open, high, low, close, volume },
      given: bar,
    };
  });
