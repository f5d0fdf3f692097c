import type { RawBar } from '../../market/bar';

const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A number as vendors write it, with or without quotes; NaN for anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : Number.NaN;
}

const isReadable = ({ startAt, open, high, low, close, volume }: RawBar): boolean =>
  Number.isFinite(startAt + open + high + low + close + volume);

/**
 * Rows of a body, oldest first; one that cannot be read comes through as a bar that `cleanBars` refuses.
 *
 * Edge  undefined when more than half of them cannot be read: the body is not what it is taken for.
 */
export function rawRows(rows: readonly RawBar[]): readonly RawBar[] | undefined {
  const readable = rows.filter(isReadable);
  if (readable.length * 2 < rows.length) return undefined;
  // What has no place in time stands first, where it disturbs no order.
  return rows.toSorted((one, other) => placeOf(one) - placeOf(other));
}

const placeOf = ({ startAt }: RawBar): number => (Number.isFinite(startAt) ? startAt : 0);
