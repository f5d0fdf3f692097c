import { alertId } from '../../../lib/alerts/alertId';
import type { AlertForecast, AlertRecord } from '../../../lib/alerts/alertRecord';
import type { JudgedBar, Persistence } from '../../../lib/app/judgeSlot';
import { judgeSlot } from '../../../lib/app/judgeSlot';
import type { Severity } from '../../../lib/rules/rule';
import type { RuleState } from '../../../lib/rules/state';
import { frameOf, noForecast, ruleOf, slotsOf } from '../../support/series';
import { instanceOf } from '../../support/storedRules';
import { WALL_START, world } from '../../support/world';

const SLOTS = slotsOf({ close: '90 80 100', high: '91 90 101', low: '89 79 80', volume: '5 5 5' });
const [FIRST, , LAST] = SLOTS as [(typeof SLOTS)[0], (typeof SLOTS)[0], (typeof SLOTS)[0]];
const FORECAST: AlertForecast = {
  horizon: '1d',
  volatilityPct: 5,
  predictedChangePct: 0,
  low90: 92,
  high90: 109,
  confidence: 'none',
  modelKind: 'ewma',
};

/** σ was 10 % before the last bar, 50 % at its close, and something else for every other horizon. */
const FRAME = frameOf(SLOTS, {
  forecast: (slotsBack, horizonBars) => ({
    known: true,
    volatilityPct: horizonBars !== 1 ? 7 : ([50, 10][slotsBack] ?? 3),
    predictedChangePct: 0,
  }),
});

const BAR: JudgedBar = {
  frame: FRAME,
  slot: LAST,
  source: 'replay',
  priceFactor: () => 1,
  forecast: () => FORECAST,
};

const RULE = ruleOf(
  { all: [{ op: '>', left: 'close', right: 95 }, { not: { op: '<', left: 'volume', right: 1 } }] },
  { name: 'above 95' },
);
const STATE: RuleState = {
  phase: 'normal',
  since: FIRST.closedAt,
  lastBar: FIRST.closedAt,
  armedAt: 0,
  lastFiredOrdinal: FIRST.ordinal - 5,
  firings: 2,
};

type Change = { severity?: Severity; state?: RuleState; bar?: Partial<JudgedBar>; subscribed?: boolean };

async function before({ severity, state = STATE, subscribed = true }: Change = {}) {
  const at = world({ bars: {}, marketNow: LAST.closedAt });
  const instance = instanceOf({
    tenant: 'local',
    ruleId: 'rule_1',
    ruleVersion: 7,
    arming: 4,
    series: 'TEST',
    symbol: 'TEST',
    rule: { ...RULE, ...(severity && { severity }) },
    state,
    stateVersion: 1,
  });
  await at.stores.instances.put(instance, undefined);
  const [id, address] = ['sub_1', 'a@example.com'];
  const written = { version: 1, createdAt: 0, updatedAt: 0 };
  const subscription = { tenant: 'local', id, channel: 'email', address, ...written } as const;
  if (subscribed) await at.stores.subscriptions.put({ ...subscription, state: 'confirmed' });
  return { ...at, instance };
}

async function alertOn(change: Change = {}): Promise<AlertRecord> {
  const { deps, instance } = await before(change);
  const { alert } = await judgeSlot(deps, { ...BAR, ...change.bar }, instance, 'changed');
  return alert!;
}

/** The version at which the instance stands after a bar; 1 when nothing was written. */
async function versionAfter(state: RuleState, persistence: Persistence): Promise<number> {
  const { deps, instance } = await before({ state });
  await judgeSlot(deps, BAR, instance, persistence);
  const [standing] = await deps.instances.ofSeries({ series: 'TEST', interval: '1d' });
  return standing!.stateVersion;
}

describe('the alert of a bar', () => {
  it('tells what fired, on which bar, and everything that was known when it did', async () => {
    const key = { tenant: 'local', ruleId: 'rule_1', ruleVersion: 4, symbol: 'TEST', interval: '1d' };
    const level = { constant: true, previous: 95, current: 95 };
    const least = { constant: true, previous: 1, current: 1 };
    expect(await alertOn()).toEqual({
      id: alertId({ ...key, barClosedAt: LAST.closedAt, transition: 'fired' }),
      tenant: 'local',
      ruleId: 'rule_1',
      ruleVersion: 7,
      ruleName: 'above 95',
      series: 'TEST',
      symbol: 'TEST',
      interval: '1d',
      barStartAt: LAST.startAt,
      barClosedAt: LAST.closedAt,
      close: 100,
      event: 'fired',
      severity: 'warning',
      state: 'pending',
      acknowledgedAt: null,
      why: {
        code: 'fired',
        conditionWords: 'close is above 95 and not (volume is below 1)',
        sentence:
          'close is above 95 and not (volume is below 1): close went from 80.00 to 100.00; ' +
          'volume went from 5.00 to 5.00 (the bar moved +25.00 %, 2.50 forecast σ).',
        condition: {
          path: 'when',
          op: 'all',
          truth: 'true',
          children: [
            { path: 'when.all.0', op: '>', truth: 'true' },
            {
              path: 'when.all.1',
              op: 'not',
              truth: 'true',
              children: [{ path: 'when.all.1.not', op: '<', truth: 'false' }],
            },
          ],
        },
        distanceSigma: 2.5,
        firedBefore: 2,
      },
      values: [
        { path: 'when.all.0.left', label: 'close', words: 'close', previous: 80, current: 100 },
        { path: 'when.all.0.right', label: '95', words: '95', ...level },
        { path: 'when.all.1.not.left', label: 'volume', words: 'volume', previous: 5, current: 5 },
        { path: 'when.all.1.not.right', label: '1', words: '1', ...least },
      ],
      forecast: FORECAST,
      source: 'replay',
      targets: ['sns'],
      createdAt: WALL_START,
    });
  });

  it('is kept without a target, and not waited for, where nobody is subscribed', async () => {
    const at = await before({ subscribed: false });
    const { alert } = await judgeSlot(at.deps, BAR, at.instance, 'changed');
    expect(alert).toMatchObject({ state: 'recorded', targets: [] });
    expect(await at.stores.alerts.overdue(WALL_START + 86_400_000, 10)).toEqual([]);
    expect(at.stores.deliverQueue.messages).toEqual([]);
  });

  it('comes due with the outbox where somebody is subscribed', async () => {
    const at = await before();
    const { alert } = await judgeSlot(at.deps, BAR, at.instance, 'changed');
    const dueAt = WALL_START + at.deps.timing.outboxDueMs;
    expect(await at.stores.alerts.overdue(dueAt - 1, 10)).toEqual([]);
    expect(await at.stores.alerts.overdue(dueAt, 10)).toMatchObject([{ id: alert!.id, state: 'dispatched' }]);
    expect(at.stores.deliverQueue.messages).toEqual([
      { tenant: 'local', alertId: alert!.id, targetId: 'sns' },
    ]);
  });

  it('is the standing one when the bar was recorded before', async () => {
    const at = await before();
    const { alert } = await judgeSlot(at.deps, BAR, at.instance, 'changed');
    at.clock.advance(5_000);
    await at.stores.alerts.moveTo(alert!, ['dispatched'], 'delivered', undefined);
    const again = await judgeSlot(at.deps, BAR, { ...at.instance, stateVersion: 2 }, 'changed');
    expect(again.alert).toMatchObject({ createdAt: WALL_START, state: 'delivered' });
  });

  it.each<[string, Severity]>([
    ['of least severity', 'info'],
    ['of highest severity', 'critical'],
  ])('of a rule %s says so', async (_what, severity) => {
    expect(await alertOn({ severity })).toMatchObject({ severity });
  });

  it('counts a fall as a negative distance', async () => {
    const slots = slotsOf({ close: '90 128 96', volume: '5 5 5' });
    const { why } = await alertOn({ bar: { frame: { ...FRAME, slots } } });
    expect(why).toMatchObject({ distanceSigma: -2.5 });
  });

  it('counts no σ where none was forecast before the bar', async () => {
    const { why } = await alertOn({ bar: { frame: { ...FRAME, forecast: noForecast } } });
    expect(why).not.toHaveProperty('distanceSigma');
    expect(why.sentence).toContain(' (the bar moved +25.00 %).');
  });

  it('tells no move where the bar before is missing', async () => {
    const slots = slotsOf({ close: '90 _ 100', volume: '5 _ 5' });
    const { why } = await alertOn({ bar: { frame: { ...FRAME, slots } } });
    expect(why).not.toHaveProperty('distanceSigma');
    expect(why.sentence).not.toContain('moved');
  });

  it('of the first firing says that there was none before', async () => {
    expect(await alertOn({ state: { ...STATE, firings: 0 } })).toMatchObject({ why: { firedBefore: 0 } });
  });
});

describe('the state after a bar', () => {
  const firing: RuleState = { ...STATE, phase: 'firing' };
  const neverJudged: RuleState = { ...firing, armedAt: firing.lastBar };
  const judged: RuleState = { ...firing, lastBar: LAST.closedAt };

  it.each<[string, RuleState, Persistence, number]>([
    ['is written when its phase changed', STATE, 'changed', 2],
    ['is left alone when only its last bar changed', firing, 'changed', 1],
    ['is written on the first bar since the rule was armed', neverJudged, 'changed', 2],
    ['is written whatever changed when the answer says so', firing, 'always', 2],
    ['is left alone when the bar was judged before', judged, 'always', 1],
  ])('%s', async (_law, state, persistence, version) => {
    expect(await versionAfter(state, persistence)).toBe(version);
  });

  it('is answered with its last bar even where it is not written', async () => {
    const { deps, instance } = await before({ state: firing });
    const answer = await judgeSlot(deps, BAR, instance, 'changed');
    expect(answer).toMatchObject({ instance: { state: { lastBar: LAST.closedAt }, stateVersion: 1 } });
    expect(answer).not.toHaveProperty('alert');
  });

  it('is refused when the instance was changed meanwhile', async () => {
    const { deps, instance } = await before();
    await deps.instances.put({ ...instance, stateVersion: 2 }, 1);
    await expect(judgeSlot(deps, BAR, instance, 'changed')).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
    });
  });
});
