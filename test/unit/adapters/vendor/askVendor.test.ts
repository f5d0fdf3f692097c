import { askVendor } from '../../../../lib/adapters/vendor/askVendor';
import type { Admitted, VendorGate } from '../../../../lib/adapters/vendor/vendorGate';
import { json } from '../../../support/vendorBodies';
import { askingAt, vendorWorld } from '../../../support/vendorWorld';

const NOW = Date.UTC(2024, 6, 2, 14);

/** Asks at a gate whose first call has a wait, and its turn to the end of it or not; what was made of which call. */
async function askedAfter(waitMs: number, isHeld: boolean) {
  const world = vendorWorld(NOW);
  const calls = [waitMs, 0].map((ms): Admitted => ({ turnAt: NOW + waitMs, waitMs: ms, behindMs: 0 }));
  const settled: Admitted[] = [];
  const left = [...calls];
  const gate: VendorGate = {
    admit: async () => left.shift()!,
    holds: async () => isHeld,
    settle: async (call) => void settled.push(call as Admitted),
  };
  const transport = async () => json({});
  const asking = { ...askingAt('http://vendor', world), gate, transport };
  await askVendor(asking, { path: '/', query: {} }, () => ({ kind: 'data', data: [] }));
  return settled.map((call) => calls.indexOf(call));
}

test.each([
  ['that it has not waited for is its own', 0, false, 0],
  ['that it has waited two seconds for is its own', 2_000, false, 0],
  ['that it has waited longer for is its own where it is held', 2_001, true, 0],
  ['that it has waited longer for is taken anew where it is not', 2_001, false, 1],
])('a turn %s', async (_what, waitMs, isHeld, made) => {
  expect(await askedAfter(waitMs, isHeld)).toEqual([made]);
});

/** What is noted of a vendor by a caller that waits so long, where no answer comes. */
async function notedOf(answer: 'late' | undefined, waitsMs: number): Promise<readonly string[]> {
  const world = vendorWorld(NOW);
  const noted: string[] = [];
  const gate: VendorGate = {
    admit: async () => ({ turnAt: NOW, waitMs: 0, behindMs: 0 }),
    holds: async () => true,
    settle: async (_call, { kind }) => void noted.push(kind),
  };
  const asking = { ...askingAt('http://vendor', world), gate, transport: async () => answer };
  const request = { path: '/', query: {}, answerBy: NOW + waitsMs };
  const outcome = await askVendor(asking, request, () => ({ kind: 'data', data: [] }));
  expect(outcome.kind).toBe('unavailable');
  return noted;
}

test.each<[string, 'late' | undefined, number, boolean]>([
  ['that fails says so, however little time its caller has', undefined, 100, true],
  ['that is late for a caller in a hurry has done nothing wrong', 'late', 4_999, false],
  ['that is late for the share that the first of two vendors has is noted', 'late', 9_900, true],
  ['that is late for the share that the first of three has is noted', 'late', 6_600, true],
])('a vendor %s', async (_what, answer, waitsMs, isNoted) => {
  expect((await notedOf(answer, waitsMs)).includes('unavailable')).toBe(isNoted);
});

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

test.each<[string, number | undefined, { readonly now: number; readonly latest: number }]>([
  ['tells no time', undefined, { now: NOW, latest: NOW }],
  ['tells ours', NOW, { now: NOW, latest: NOW }],
  ['is behind', NOW - MINUTE_MS, { now: NOW - MINUTE_MS + SECOND_MS - 1, latest: NOW }],
  ['is ahead', NOW + MINUTE_MS, { now: NOW, latest: NOW + MINUTE_MS }],
  ['is behind by a week', NOW - 7 * DAY_MS, { now: NOW - 7 * DAY_MS + SECOND_MS - 1, latest: NOW }],
  ['is behind by more than a week', NOW - 7 * DAY_MS - 1, { now: NOW, latest: NOW }],
  ['is ahead by more than a week', NOW + 7 * DAY_MS + 1, { now: NOW, latest: NOW }],
  ['tells the year 1970', 0, { now: NOW, latest: NOW }],
])('an answer of a vendor that %s is dated so', async (_what, date, answered) => {
  const answer = { ...json({}), ...(date !== undefined && { date }) };
  const asking = { ...askingAt('http://vendor', vendorWorld(NOW)), transport: async () => answer };
  const told: unknown[] = [];
  await askVendor(asking, { path: '/', query: {} }, (_answer, when) => {
    told.push(when);
    return { kind: 'data', data: [] };
  });
  expect(told).toEqual([answered]);
});

test.each([
  ['in time is made', 2_000, 1],
  ['later, since its process was frozen, is not made', 2_001, 0],
])('a call that comes to its turn %s', async (_what, lateMs, made) => {
  const world = vendorWorld(NOW + lateMs);
  const calls: unknown[] = [];
  const gate: VendorGate = {
    admit: async () => ({ turnAt: NOW, waitMs: 0, behindMs: 0 }),
    holds: async () => true,
    settle: async () => undefined,
  };
  const transport = async () => (calls.push(0), json({}));
  const asking = { ...askingAt('http://vendor', world), gate, transport };
  const outcome = await askVendor(asking, { path: '/', query: {} }, () => ({ kind: 'data', data: [] }));
  expect([calls.length, outcome.kind]).toEqual([made, made === 1 ? 'data' : 'unavailable']);
});
