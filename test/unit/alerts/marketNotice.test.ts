import { isMarketNotice, marketNotice } from '../../../lib/alerts/marketNotice';
import { alertOf, outageNotice, outageOf } from '../../support/alertRecords';

const LAST_BAR = outageOf().lastBar;

describe('marketNotice', () => {
  it('belongs to no rule, and compares and forecasts nothing', () => {
    expect(outageNotice()).toMatchObject({
      tenant: 'local',
      ruleId: 'market-data',
      ruleVersion: 0,
      event: 'noData',
      severity: 'warning',
      barClosedAt: LAST_BAR.closedAt,
      close: 211.2,
      values: [],
      forecast: null,
      why: { code: 'stale', firedBefore: 0 },
    });
    expect([outageNotice(), alertOf()].map(isMarketNotice)).toEqual([true, false]);
  });

  it('is recorded as told to nobody where nobody is', () => {
    const state = (targets: readonly string[]) =>
      marketNotice('local', outageOf(), { targets, createdAt: 0 }).state;
    expect([state([]), state(['sns'])]).toEqual(['recorded', 'pending']);
  });

  it('has the same id whatever was said and whenever, and another for each thing that happened', () => {
    const again = outageNotice({
      sentence: 'Other words.',
      lastBar: { ...LAST_BAR, close: 1, source: 'fmp' },
    });
    expect(again.id).toBe(outageNotice().id);
    const others = [
      marketNotice('acme', outageOf(), { targets: [], createdAt: 0 }),
      outageNotice({ series: 'MSFT' }),
      outageNotice({ interval: '1h' }),
      outageNotice({ event: 'rebased' }),
      outageNotice({ lastBar: { ...LAST_BAR, closedAt: LAST_BAR.closedAt + 300_000 } }),
    ];
    expect(new Set([outageNotice(), ...others].map(({ id }) => id)).size).toBe(6);
  });
});
