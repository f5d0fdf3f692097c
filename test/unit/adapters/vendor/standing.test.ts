import fc from 'fast-check';
import type { Outcome, Refusal } from '../../../../lib/adapters/vendor/outcome';
import {
  callsLeft,
  type Limits,
  type Reserved,
  reserved,
  settled,
} from '../../../../lib/adapters/vendor/standing';
import { newYorkDay } from '../../../../lib/market/calendar/newYorkDay';
import type { Standing } from '../../../../lib/ports/VendorStandings';

/** 09:30 in New York. */
const NOW = Date.UTC(2026, 10, 2, 14, 30);
const FREE: Limits = { perDay: 25, perMinute: 60 };
const DATA = { kind: 'data', data: [] } as const;
const DOWN = { kind: 'unavailable' } as const;

/** A vendor with what it was asked, one step after the other. */
function asked(limits = FREE) {
  let known: Standing | undefined;
  return {
    standing: () => known,
    reserve(now: number): Reserved | Refusal {
      const admission = reserved(known, limits, now);
      if (!admission.admitted) return admission.refusal;
      known = admission.standing;
      return admission.reserved;
    },
    settle(call: Reserved, outcome: Outcome<unknown>, now: number, about?: string): void {
      known = settled(known!, call, { outcome, now, about }) ?? known;
    },
    /** Reserves a call and ends it. */
    ask(outcome: Outcome<unknown>, now: number, about?: string): Reserved | Refusal {
      const call = this.reserve(now);
      if (!('kind' in call)) this.settle(call, outcome, now, about);
      return call;
    },
  };
}

const failTimes = (vendor: ReturnType<typeof asked>, times: number, from = NOW): void => {
  for (let time = 0; time < times; time += 1) vendor.ask(DOWN, from + time * 1_000);
};

describe('the budget of a vendor', () => {
  it('spreads calls over the minute: who comes a little early waits, who comes much too early is sent away', () => {
    const vendor = asked();
    const turns = [0, 1].map(() => vendor.reserve(NOW));
    expect(turns).toEqual([
      { turnAt: NOW, waitMs: 0 },
      { turnAt: NOW + 1_050, waitMs: 1_050 },
    ]);
    expect(vendor.reserve(NOW)).toEqual({ kind: 'rateLimited', window: 'minute' });
    expect(vendor.reserve(NOW + 100)).toEqual({ turnAt: NOW + 2_100, waitMs: 2_000 });
    expect(vendor.reserve(NOW + 60_000)).toMatchObject({ waitMs: 0 });
  });

  it('lets a patient caller wait longer', () => {
    const patient = { perDay: 100, perMinute: 60, mostWaitMs: 45_000 };
    const vendor = asked(patient);
    const turns = Array.from({ length: 50 }, () => vendor.reserve(NOW));
    expect(turns.filter((turn) => 'waitMs' in turn)).toHaveLength(43);
    expect(turns.at(-1)).toEqual({ kind: 'rateLimited', window: 'minute' });
  });

  const TEN_MINUTES = 600_000;
  const MIDNIGHT = Date.UTC(2026, 10, 3, 5);

  it('ends with the calls of a New York day, and begins with the next, ten minutes late', () => {
    const vendor = asked({ perDay: 3, perMinute: 60 });
    for (let call = 0; call < 3; call += 1) vendor.ask(DATA, NOW + call * 10_000);
    expect(vendor.reserve(MIDNIGHT + TEN_MINUTES - 1)).toEqual({ kind: 'rateLimited', window: 'day' });
    expect(vendor.reserve(MIDNIGHT + TEN_MINUTES)).toMatchObject({ waitMs: 0 });
  });

  it('counts a call within ten minutes of midnight on both days', () => {
    const vendor = asked({ perDay: 3, perMinute: 60 });
    const outside = [MIDNIGHT - TEN_MINUTES - 5_000];
    const within = [MIDNIGHT - TEN_MINUTES, MIDNIGHT + TEN_MINUTES - 1];
    for (const at of [...outside, ...within]) expect(vendor.ask(DATA, at)).toMatchObject({ waitMs: 0 });
    expect(vendor.ask(DATA, MIDNIGHT + TEN_MINUTES + 5_000)).toMatchObject({ waitMs: 0 });
    expect(vendor.reserve(MIDNIGHT + 2 * TEN_MINUTES)).toEqual({ kind: 'rateLimited', window: 'day' });
    expect(vendor.reserve(MIDNIGHT + 24 * 3_600_000 + TEN_MINUTES)).toMatchObject({ waitMs: 0 });
  });

  it('counts a call that waits into the next day where it is made', () => {
    const vendor = asked({ perDay: 1, perMinute: 60 });
    const begins = MIDNIGHT + TEN_MINUTES;
    vendor.ask(DATA, MIDNIGHT - TEN_MINUTES - 5_000);
    expect(vendor.reserve(begins - 400)).toEqual({ kind: 'rateLimited', window: 'day' });
    const other = asked({ perDay: 2, perMinute: 60 });
    other.ask(DATA, begins - 500);
    expect(other.reserve(begins - 400)).toMatchObject({ waitMs: 950 });
    expect(other.reserve(begins + 5_000)).toEqual({ kind: 'rateLimited', window: 'day' });
  });

  it('is slowed down for all where a vendor asks for a moment', () => {
    const vendor = asked({ perDay: 100, perMinute: 1_200 });
    vendor.ask({ kind: 'rateLimited', window: 'burst' }, NOW);
    expect(vendor.reserve(NOW)).toMatchObject({ waitMs: 1_100 });
  });

  it('says how many calls are left', () => {
    const vendor = asked({ perDay: 5, perMinute: 3 });
    const limits = { perDay: 5, perMinute: 3 };
    const left = (now = NOW) => callsLeft(vendor.standing(), limits, now);
    expect(left()).toBe(3);
    for (let call = 0; call < 4; call += 1) vendor.ask(DATA, NOW + call * 60_000);
    expect(left(NOW + 240_000)).toBe(1);
    vendor.ask({ kind: 'rateLimited', window: 'minute' }, NOW + 240_000);
    expect([left(NOW + 241_000), left(NOW + 24 * 3_600_000)]).toEqual([0, 3]);
  });

  it('is never overdrawn, whenever and however often it is asked', () => {
    const limits = fc.record({
      perDay: fc.integer({ min: 1, max: 60 }),
      perMinute: fc.integer({ min: 1, max: 200 }),
    });
    const steps = fc.array(
      fc.tuple(
        fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 9_000_000 })),
        fc.constantFrom<Outcome<unknown>>(DATA, DATA, DATA, DOWN, { kind: 'rateLimited', window: 'burst' }),
      ),
      { minLength: 20, maxLength: 150 },
    );
    fc.assert(
      fc.property(limits, steps, (plan, schedule) => {
        const vendor = asked(plan);
        const made: number[] = [];
        let now = NOW;
        for (const [laterMs, outcome] of schedule) {
          now += laterMs;
          const call = vendor.ask(outcome, now);
          if (!('kind' in call)) made.push(now + call.waitMs);
        }
        const perDay = new Map<number, number>();
        for (const at of made) perDay.set(newYorkDay(at), (perDay.get(newYorkDay(at)) ?? 0) + 1);
        expect(Math.max(0, ...perDay.values())).toBeLessThanOrEqual(plan.perDay);
        const fullest = made.map((at) => made.filter((other) => other >= at && other < at + 60_000).length);
        expect(Math.max(0, ...fullest)).toBeLessThanOrEqual(plan.perMinute);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a vendor is left alone', () => {
  it('after five calls in a row that came to nothing, and longer each time', () => {
    const vendor = asked({ perDay: 1_000, perMinute: 60 });
    failTimes(vendor, 4);
    expect(vendor.standing()?.open).toBeUndefined();
    vendor.ask(DOWN, NOW + 4_000);
    let until = NOW + 34_000;
    expect(vendor.standing()?.open).toEqual({ until, because: 'unavailable' });
    expect(vendor.reserve(until - 1)).toEqual(DOWN);
    for (const seconds of [60, 120, 240, 480, 480]) {
      const now = until;
      vendor.ask(DOWN, now);
      until = now + seconds * 1_000;
      expect(vendor.standing()?.open).toEqual({ until, because: 'unavailable' });
    }
  });

  it('not where it answers in between, whatever it says of a symbol or a plan', () => {
    const answers: readonly Outcome<unknown>[] = [
      DATA,
      { kind: 'unknownSymbol' },
      { kind: 'entitlement', scope: 'symbol' },
    ];
    for (const answer of answers) {
      const vendor = asked({ perDay: 1_000, perMinute: 60 });
      failTimes(vendor, 4);
      vendor.ask(answer, NOW + 4_000);
      failTimes(vendor, 4, NOW + 5_000);
      expect(vendor.standing()?.open).toBeUndefined();
    }
  });

  it.each([
    ['minute', 60_000],
    ['day', 3_600_000],
  ] as const)('at once where it says that the limit of a %s is reached', (window, ms) => {
    const vendor = asked();
    vendor.ask({ kind: 'rateLimited', window }, NOW);
    expect(vendor.reserve(NOW + ms - 1)).toEqual({ kind: 'rateLimited', window });
    expect(vendor.reserve(NOW + ms)).toMatchObject({ waitMs: 0 });
  });

  it('for longer each time that it says so again', () => {
    const vendor = asked({ perDay: 1_000, perMinute: 60 });
    let now = NOW;
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      vendor.ask({ kind: 'rateLimited', window: 'minute' }, now);
      expect(vendor.standing()?.open?.until).toBe(now + minutes * 60_000);
      now += minutes * 60_000;
    }
  });

  it('not where it refuses the key of one who asks: others have theirs', () => {
    const vendor = asked();
    vendor.ask({ kind: 'auth' }, NOW);
    expect([vendor.standing()?.open, vendor.standing()?.failures]).toEqual([undefined, 0]);
    expect(vendor.reserve(NOW + 60_000)).toMatchObject({ waitMs: 0 });
  });

  it('where it answers nonsense of one symbol after the other, not of one alone', () => {
    const nonsense = { kind: 'malformed' } as const;
    const one = asked({ perDay: 1_000, perMinute: 60 });
    for (let time = 0; time < 20; time += 1) one.ask(nonsense, NOW + time * 2_000, 'A');
    expect([one.standing()?.open, one.standing()?.failures]).toEqual([undefined, 1]);
    const many = asked({ perDay: 1_000, perMinute: 60 });
    for (const [place, about] of ['A', 'B', 'C', 'D', 'E'].entries())
      many.ask(nonsense, NOW + place * 2_000, about);
    expect(many.standing()?.open?.because).toBe('malformed');
    expect(many.reserve(NOW + 20_000)).toEqual(nonsense);
  });

  it('until one call has found out that it answers', () => {
    const vendor = asked({ perDay: 1_000, perMinute: 60 });
    failTimes(vendor, 5);
    const probe = vendor.reserve(NOW + 40_000) as Reserved;
    expect(probe).toMatchObject({ waitMs: 0, probeUntil: NOW + 70_000 });
    expect(vendor.reserve(NOW + 45_000)).toEqual(DOWN);
    vendor.settle(probe, DATA, NOW + 46_000);
    expect(vendor.standing()).toMatchObject({ failures: 0, openings: 0 });
    expect(vendor.standing()?.open).toBeUndefined();
    expect(vendor.reserve(NOW + 47_000)).toMatchObject({ waitMs: 0 });
  });

  it('and found out by another, where the first to find out has died', () => {
    const vendor = asked({ perDay: 1_000, perMinute: 60 });
    failTimes(vendor, 5);
    const dead = vendor.reserve(NOW + 40_000) as Reserved;
    const second = vendor.reserve(NOW + 70_000) as Reserved;
    expect(second.probeUntil).toBe(NOW + 100_000);
    vendor.settle(dead, DATA, NOW + 71_000);
    expect(vendor.reserve(NOW + 72_000)).toEqual(DOWN);
    vendor.settle(second, DATA, NOW + 73_000);
    expect(vendor.reserve(NOW + 74_000)).toMatchObject({ waitMs: 0 });
  });

  it('whatever calls say that were under way before', () => {
    const vendor = asked({ perDay: 1_000, perMinute: 60 });
    const early = vendor.reserve(NOW - 2_000) as Reserved;
    failTimes(vendor, 5);
    const open = vendor.standing();
    vendor.settle(early, DATA, NOW + 6_000);
    vendor.settle(early, DOWN, NOW + 6_000);
    expect(vendor.standing()).toBe(open);
  });
});
