import type { AlertRecord } from '../../../lib/alerts/alertRecord';
import { isMarketNotice } from '../../../lib/alerts/marketNotice';
import type { Deps } from '../../../lib/app/deps';
import { DAYS, MINUTE_MS, outageWorld, playSession, recorded, TENANTS } from '../../support/outageWorld';
import { WALL_START } from '../../support/world';

jest.setTimeout(60_000);

type Day = (typeof DAYS)[number];
const [FIRST, SECOND, THIRD] = DAYS as unknown as readonly [Day, Day, Day];

const RELAPSE = THIRD.openAt + 60 * MINUTE_MS;
/** For the whole of the second session, and again from the second hour of the third on. */
const twice = (now: number) => (now > FIRST.closeAt && now <= SECOND.closeAt) || now > RELAPSE;
const onlyLate = (now: number) => now > RELAPSE;

/** Three sessions with two workers at once, with every bar that was judged and how many firings each tenant had after each. */
async function played(isDown: (now: number) => boolean) {
  const at = await outageWorld(isDown);
  const judged: Record<string, number[]> = { '5min': [], '30min': [] };
  const cursors: Deps['cursors'] = {
    ...at.deps.cursors,
    advance: async (series, interval, from, to) => {
      const isMoved = await at.deps.cursors.advance(series, interval, from, to);
      if (isMoved) judged[interval]!.push(to);
      return isMoved;
    },
  };
  const worker = { ...at.deps, cursors };
  const firings: number[][] = [];
  for (const day of DAYS) {
    await playSession(at, day, [worker, worker]);
    firings.push(await Promise.all(TENANTS.map(async (tenant) => (await told(at, tenant)).fired.length)));
  }
  return { at, judged, firings };
}

type Run = Awaited<ReturnType<typeof played>>;

async function told(at: Run['at'], tenant: string) {
  const items = await recorded(at, tenant);
  return {
    fired: items.filter((alert) => !isMarketNotice(alert)),
    notices: items.filter(isMarketNotice),
  };
}

const factsOf = ({ id, barClosedAt, why, values, close }: AlertRecord) => ({
  id,
  barClosedAt,
  why,
  values,
  close,
});

describe('an outage of every provider', () => {
  let out: Run;
  let sound: Run;
  beforeAll(async () => {
    [out, sound] = [await played(twice), await played(onlyLate)];
  });

  it.each(TENANTS)('is told to %s once for each series, and a second one again', async (tenant) => {
    const { notices } = await told(out.at, tenant);
    expect(notices.map(({ interval, barClosedAt }) => [interval, barClosedAt]).sort()).toEqual([
      ['30min', FIRST.closeAt],
      ['30min', RELAPSE],
      ['5min', FIRST.closeAt],
      ['5min', RELAPSE],
    ]);
    for (const { event, why, state, source } of notices)
      expect([event, why.code, state, source]).toEqual(['noData', 'stale', 'delivered', 'memory']);
    expect(notices[0]!.why.sentence).toMatch(
      /^No new \d+min bar of ACME since 2024-01-08 16:00 New York \(21:00 UTC\): first \(MARKET_UNAVAILABLE\) and second \(MARKET_UNAVAILABLE\) serve none now\. /,
    );
    const ids = new Set(notices.map(({ id }) => id));
    expect(out.at.stores.notifier.sent.filter(({ alertId }) => ids.has(alertId))).toHaveLength(4);
  });

  it('is told in the minute in which the fourth bar should have closed', async () => {
    const { notices } = await told(out.at, TENANTS[0]);
    const minutesOfSecond = notices
      .filter(({ barClosedAt }) => barClosedAt === FIRST.closeAt)
      .map(({ interval, createdAt }) => [interval, (createdAt - WALL_START) / MINUTE_MS - 391]);
    expect(Object.fromEntries(minutesOfSecond)).toEqual({ '5min': 20, '30min': 120 });
  });

  it('lets nothing fire from what was known before', () => {
    expect(out.firings[1]).toEqual(out.firings[0]);
    expect(Math.min(...out.firings[0]!)).toBeGreaterThan(10);
  });

  it('changes no firing: every bar between is judged in order once there is a source', async () => {
    for (const tenant of TENANTS) {
      const [interrupted, whole] = [await told(out.at, tenant), await told(sound.at, tenant)];
      expect(interrupted.fired.map(factsOf)).toEqual(whole.fired.map(factsOf));
      const between = interrupted.fired.filter(
        ({ barClosedAt: at }) => at > FIRST.closeAt && at <= SECOND.closeAt,
      );
      expect(between.length).toBeGreaterThan(10);
    }
    for (const interval of ['5min', '30min'] as const) {
      expect(out.judged[interval]).toEqual(out.judged[interval]!.toSorted((one, other) => one - other));
      expect(out.judged[interval]).toEqual(sound.judged[interval]);
    }
    expect(out.judged['5min']).toHaveLength(78 + 78 + 12);
  });

  it('is counted as notices, and as no alerts', async () => {
    const { deps } = out.at;
    await deps.metrics.publish();
    const totals = await deps.counters.totals(TENANTS[0]);
    const total = (name: string) =>
      totals.filter((one) => one.name === name).map(({ labels, by }) => [labels, by]);
    expect(total('notices_recorded_total')).toEqual([[{ event: 'noData' }, 4]]);
    const { fired } = await told(out.at, TENANTS[0]);
    expect(total('alerts_recorded_total')).toEqual([[{ severity: 'warning' }, fired.length]]);
  });
});
