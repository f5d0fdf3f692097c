import { createHash } from 'node:crypto';
import { base32 } from '../base32';

export type AlertKey = {
  readonly tenant: string;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly symbol: string;
  readonly interval: string;
  /** Epoch ms. */
  readonly barClosedAt: number;
  readonly transition: string;
};

/**
 * The id under which a transition is recorded: the same transition of the same rule version on the
 * same bar has the same id however often it is judged, so recording it twice is recording it once.
 *
 * Shape  26 characters of lower-case base32.
 * Edge   every part is preceded by its length: no two different keys spell the same text.
 */
export function alertId(key: AlertKey): string {
  const parts = [
    'v1',
    key.tenant,
    key.ruleId,
    String(key.ruleVersion),
    key.symbol,
    key.interval,
    new Date(key.barClosedAt).toISOString(),
    key.transition,
  ];
  const text = parts.map((part) => `${part.length}:${part}`).join('');
  return base32(createHash('sha256').update(text).digest()).slice(0, 26);
}
