const INSTANT = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z)?$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Epoch ms of an ISO-8601 UTC instant or date; NaN for anything else, 30 February included. */
export function instantOf(text: string): number {
  const date = INSTANT.exec(text)?.[1];
  const instant = date === undefined ? Number.NaN : Date.parse(text);
  if (Number.isNaN(instant)) return Number.NaN;
  return new Date(instant).toISOString().startsWith(date ?? '') ? instant : Number.NaN;
}

/** A decimal number; NaN for anything else: `Number` alone takes a blank for 0. */
export function decimalOf(text: string): number {
  return DECIMAL.test(text) ? Number(text) : Number.NaN;
}
