import type { EvaluationWindow } from '../frame';
import { isJsonObject, readKeys } from '../parsing/readKeys';
import { quoted } from '../../quoted';
import { readNumber } from '../parsing/readNumber';
import type { RuleReader } from '../parsing/ruleReader';
import { below } from '../parsing/ruleReader';
import type { Reading } from '../reading';
import { finiteReading } from '../reading';
import type { Unit } from '../operands/unit';
import type { Threshold } from '../rule';
import { amount } from '../words';

const UNITS = ['pct', 'sd'] as const;

/** Reads `5`, `{pct: 5}` or `{sd: 2}`; a negative size is refused, the operator has the direction. */
export function parseThreshold(json: unknown, path: string, reader: RuleReader): Threshold | undefined {
  if (!isJsonObject(json)) return readNumber(json, path, { min: 0 }, reader);
  const given = UNITS.filter((candidate) => Object.hasOwn(json, candidate));
  const [unit] = given;
  if (unit === undefined || given.length > 1) {
    const keys =
      Object.keys(json)
        .slice(0, UNITS.length + 1)
        .map(quoted)
        .join(', ') || 'none';
    return reader.mistake(path, `must be a number, {"pct": number} or {"sd": number}; its keys are ${keys}`);
  }
  const node = readKeys(json, path, { optional: [unit] }, reader);
  const size = readNumber(node?.[unit], below(path, unit), { min: 0 }, reader);
  if (size === undefined) return undefined;
  return unit === 'pct' ? { pct: size } : { sd: size };
}

/** `5`, `5 % points`, `5 %` or `2 forecast sigma`. */
export function thresholdWords(by: Threshold, unit: Unit | undefined): string {
  if (typeof by === 'number') return unit === undefined ? amount(by) : `${amount(by)} ${unit} points`;
  return 'pct' in by ? `${amount(by.pct)} %` : `${amount(by.sd)} forecast sigma`;
}

/** Horizons of the forecasts that a threshold needs when its move may take `bars`. */
export const thresholdHorizons = (by: Threshold, bars: number): readonly number[] =>
  typeof by === 'object' && 'sd' in by ? [bars] : [];

/**
 * The size of a threshold in the units of what is measured.
 *
 * Units  `pct` of `reference` (its size: a percentage of −2 is as wide as one of 2); `sd` is
 *        x · σ% / 100 · current close, σ the forecast over `bars`.
 * Edge   unknown with the forecast's reason without one.
 */
export function thresholdSize(
  by: Threshold,
  reference: number,
  bars: number,
  { window, index }: { readonly window: EvaluationWindow; readonly index: number },
): Reading {
  if (typeof by === 'number') return by;
  if ('pct' in by) return finiteReading((by.pct * Math.abs(reference)) / 100);
  const close = window.slots[index]?.bar?.close;
  if (close === undefined) return 'missingBar';
  const forecast = window.frame.forecast(window.slots.length - 1 - index, bars);
  return forecast.known ? finiteReading(((by.sd * forecast.volatilityPct) / 100) * close) : forecast.why;
}
