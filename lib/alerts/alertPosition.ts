import type { AlertRecord } from './alertRecord';

const CLOSE_DIGITS = 15;

/**
 * Where an alert stands in its tenant's history, as text that sorts: by close, then by id. It is the
 * sort key of the index and the place at which a page ends.
 *
 * @example alertPosition({ barClosedAt: 1_217_620_800_000, id: 'ab' }) // → '001217620800000#ab'
 */
export const alertPosition = (alert: Pick<AlertRecord, 'barClosedAt' | 'id'>): string =>
  `${String(alert.barClosedAt).padStart(CLOSE_DIGITS, '0')}#${alert.id}`;

/** The id of the alert that stands at a position. */
export const alertIdAt = (position: string): string => position.slice(CLOSE_DIGITS + 1);
