import type { SourcedBar } from '../market/bar';
import type { Interval } from '../market/interval';
import { symbolOf } from '../market/series';
import type { RuleEvent, Why } from '../rules/events';
import { alertId } from './alertId';
import type { AlertRecord } from './alertRecord';

/** What stands where an alert names its rule: a notice about the bars of a series belongs to none. */
const MARKET_DATA = { ruleId: 'market-data', ruleVersion: 0, ruleName: 'Market data' } as const;

/** True for what tells of the bars of a series, false for what tells of a rule. */
export const isMarketNotice = ({ ruleId }: Pick<AlertRecord, 'ruleId'>): boolean =>
  ruleId === MARKET_DATA.ruleId;

/** What became of the bars of a series, whatever rules watch it. */
export type SeriesChange = {
  readonly series: string;
  readonly interval: Interval;
  readonly event: Extract<RuleEvent, 'noData' | 'rebased' | 'dataBack'>;
  readonly code: Why;
  /** In a few words, for short texts. */
  readonly conditionWords: string;
  readonly sentence: string;
  /** The last bar that was known before it. */
  readonly lastBar: Pick<SourcedBar, 'startAt' | 'closedAt' | 'close' | 'source'>;
};

type Told = Pick<AlertRecord, 'targets' | 'createdAt'>;

/** As important as a rule is that says nothing of it. */
export const NOTICE_SEVERITY = 'warning';

/**
 * The alert that tells a tenant what became of the bars of a series.
 *
 * Edge  its id is made of what happened and the bar before it: whoever notices it, however often, makes the same.
 */
export function marketNotice(tenant: string, change: SeriesChange, told: Told): AlertRecord {
  const { series, interval, event, code, conditionWords, sentence, lastBar } = change;
  const { startAt: barStartAt, closedAt: barClosedAt, close, source } = lastBar;
  const symbol = symbolOf(series);
  return {
    id: alertId({ ...MARKET_DATA, tenant, symbol, interval, barClosedAt, transition: `${event} ${code}` }),
    tenant,
    ...MARKET_DATA,
    series,
    symbol,
    interval,
    barStartAt,
    barClosedAt,
    close,
    event,
    severity: NOTICE_SEVERITY,
    state: told.targets.length > 0 ? 'pending' : 'recorded',
    acknowledgedAt: null,
    why: { code, conditionWords, sentence, firedBefore: 0 },
    values: [],
    forecast: null,
    source,
    ...told,
  };
}
