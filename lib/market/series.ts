const SEPARATOR = '/';

/**
 * The series of bars that a tenant has imported: no symbol has a slash, so it is never taken for one.
 *
 * @example importedSeries('acme', 'DESK') // → 'acme/DESK'
 */
export const importedSeries = (tenant: string, symbol: string): string => `${tenant}${SEPARATOR}${symbol}`;

/** Whether a series holds a tenant's own bars, and not those of a source. */
export const isImported = (series: string): boolean => series.includes(SEPARATOR);

/** The symbol of a series, as its owner writes it. */
export const symbolOf = (series: string): string => series.slice(series.lastIndexOf(SEPARATOR) + 1);

/** The tenant whose series it is; undefined for a source's. */
export const tenantOf = (series: string): string | undefined =>
  isImported(series) ? series.slice(0, series.lastIndexOf(SEPARATOR)) : undefined;
