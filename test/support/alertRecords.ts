import type { AlertRecord } from '../../lib/alerts/alertRecord';

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
