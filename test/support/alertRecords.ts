import type { AlertRecord } from '../../lib/alerts/alertRecord';
import { marketNotice, type SeriesChange } from '../../lib/alerts/marketNotice';

/** A complete alert of a level crossed; a test changes what it is about. */
export function alertOf(change: Partial<AlertRecord> = {}): AlertRecord {
  return {
    id: 'abcdefghijklmnopqrstuvwxyz',
    tenant: 'local',
    ruleId: 'rule_1',
    ruleVersion: 1,
    ruleName: 'S&P 500 above 1,300',
    series: '^GSPC',
    symbol: '^GSPC',
    interval: '1d',
    barStartAt: Date.UTC(2008, 7, 11),
    barClosedAt: Date.UTC(2008, 7, 11, 20),
    close: 1305.319946,
    event: 'fired',
    severity: 'warning',
    state: 'pending',
    acknowledgedAt: null,
    why: {
      code: 'fired',
      conditionWords: 'close crosses above 1,300',
      sentence: 'close crosses above 1,300: it went from 1,296.32 to 1,305.32.',
      firedBefore: 0,
    },
    values: [
      { path: 'when.left', label: 'close', words: 'close', previous: 1296.319946, current: 1305.319946 },
      { path: 'when.right', label: '1,300', words: '1,300', constant: true, previous: 1300, current: 1300 },
    ],
    forecast: {
      horizon: '1d',
      volatilityPct: 1.52,
      predictedChangePct: 0,
      low90: 1272.1,
      high90: 1339,
      confidence: 'none',
      modelKind: 'ridge',
    },
    source: 'replay',
    targets: ['sns'],
    createdAt: Date.UTC(2026, 10, 1),
    ...change,
  };
}

/** A series of which nothing has come since 10:05 in New York; a test changes what it is about. */
export const outageOf = (change: Partial<SeriesChange> = {}): SeriesChange => ({
  series: 'AAPL',
  interval: '5min',
  event: 'noData',
  code: 'stale',
  conditionWords: 'no new 5min bar, rules wait (MARKET_RATE_LIMITED)',
  sentence: 'No new 5min bar of AAPL. Rules on it wait.',
  lastBar: {
    startAt: Date.UTC(2025, 6, 14, 14),
    closedAt: Date.UTC(2025, 6, 14, 14, 5),
    close: 211.2,
    source: 'alphaVantage',
  },
  ...change,
});

/** The notice that tells tenant `local` of it. */
export const outageNotice = (change: Partial<SeriesChange> = {}): AlertRecord =>
  marketNotice('local', outageOf(change), { targets: ['sns'], createdAt: Date.UTC(2026, 10, 1) });
