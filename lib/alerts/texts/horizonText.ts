/**
 * A forecast's horizon as a reader says it after "next".
 *
 * @example horizonText('1bars') // → 'bar'
 * @example horizonText('3bars') // → '3 bars'
 * @example horizonText('5d') // → '5d'
 */
export function horizonText(horizon: string): string {
  const bars = /^(\d+)bars$/.exec(horizon)?.[1];
  if (bars === undefined) return horizon;
  return bars === '1' ? 'bar' : `${bars} bars`;
}
