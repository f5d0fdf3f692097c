import { readSkill, trailKeyOf } from '../../../lib/app/readSkill';
import { requestTraining, trainModel } from '../../../lib/app/train';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { MOST_CASES, parseTrail, type SkillTrail } from '../../../lib/models/skillTrail';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const LAST = '2024-01-08';

async function trained(from = '2021-01-04') {
  const at = world({ bars: { [SYMBOL]: walkBars(from, LAST, 11) }, marketNow: sessionOn(LAST)!.closeAt });
  const request = { tenant: 'local', symbol: SYMBOL, interval: '1d', horizon: '5d', model: 'har' } as const;
  const job = await requestTraining(at.deps, request);
  const { modelId } = await trainModel(at.deps, { tenant: 'local', jobId: job.id });
  return { ...at, id: modelId! };
}

describe('the trail of a model', () => {
  it('tells of the newest cases what was told and what came of it', async () => {
    const at = await trained();
    const { card, trail } = await readSkill(at.deps, at.id);
    const { cases, coverage90 } = card.evaluation as { cases: number; coverage90: number };
    expect(trail!.asOf.length).toBe(cases);
    // The last case that has ended began five sessions before the newest bar.
    expect(trail!.asOf.at(-1)).toBe(sessionOn('2023-12-29')!.closeAt);
    expect(trail!.inside90.reduce((sum, each) => sum + each, 0) / cases).toBeCloseTo(coverage90, 12);
    for (const column of [trail!.sigmaPct, trail!.baselineSigmaPct, trail!.realisedPct])
      expect(Math.min(...column)).toBeGreaterThan(0);
  });

  it('ends where it would be too long', async () => {
    const at = await trained('2014-01-02');
    const { card, trail } = await readSkill(at.deps, at.id);
    expect(card.evaluation['cases']).toBeGreaterThan(MOST_CASES);
    expect(trail!.asOf.length).toBe(MOST_CASES);
    expect(trail!.asOf.at(-1)).toBe(sessionOn('2023-12-29')!.closeAt);
  });

  it.each([
    ['missing', undefined],
    ['cut short', '{"asOf":[1'],
    ['of another shape', '{"asOf":[1]}'],
    ['null', 'null'],
  ])('is left out where it is %s, and the log says so', async (_how, text) => {
    const at = await trained();
    const { card } = await readSkill(at.deps, at.id);
    const key = trailKeyOf(card.artifactKey);
    const models = {
      ...at.deps.models,
      get: async (asked: string) => (asked === key ? text : at.deps.models.get(asked)),
    };
    const warned: unknown[] = [];
    const log = { ...at.deps.log, warn: (...told: unknown[]) => void warned.push(told) };
    expect(await readSkill({ ...at.deps, models, log }, at.id)).not.toHaveProperty('trail');
    expect(warned).toEqual([['model without a trail', { modelId: at.id }]]);
  });

  it('of a model that nobody knows is none', async () => {
    await expect(readSkill((await trained()).deps, 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a stored trail', () => {
  const trail: SkillTrail = {
    asOf: [1, 2],
    inside90: [1, 0],
    sigmaPct: [1, 2],
    baselineSigmaPct: [1, 2],
    realisedPct: [0, 2],
  };

  it.each<[string, object]>([
    ['columns that differ in length', { ...trail, asOf: [1, 2, 3] }],
    ['a σ below 0', { ...trail, sigmaPct: [-1, 2] }],
    ['a share for a flag', { ...trail, inside90: [0.5, 1] }],
    ['nothing for a number', { ...trail, realisedPct: [null, 1] }],
    ['a column that nobody knows', { ...trail, mood: [] }],
  ])('with %s is none', (_what, damaged) => {
    expect(parseTrail(JSON.stringify(trail))).toEqual(trail);
    expect(parseTrail(JSON.stringify(damaged))).toBeUndefined();
  });
});
