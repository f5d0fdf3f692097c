import type { ModelsByHorizon } from '../../../lib/app/forecasts';
import { alertForecast, forecastAt, modelsFor } from '../../../lib/app/forecasts';
import { standInModel } from '../../../lib/app/standInModel';
import type { ServingModel, ServingModels } from '../../../lib/app/servingModels';
import { makeForecast } from '../../../lib/forecast/makeForecast';
import { trainForecaster } from '../../../lib/forecast/trainForecaster';
import type { CleanBars } from '../../../lib/market/bar';
import { slotsEndingAt } from '../../../lib/market/slots';
import type { ModelCard } from '../../../lib/models/modelCard';
import { firstBars, wanderingBars } from '../../support/madeBars';

const WHOLE = wanderingBars({ seed: 3, count: 330 });
const closeOf = (count: number) => WHOLE.bars[count - 1]!.closedAt;

/** A model that was trained on the first bars of the series. */
function modelOf(count: number, role: ServingModel['role'], horizonBars = 1): ServingModel {
  const { artifact } = trainForecaster(firstBars(WHOLE, count), { kind: 'ewma', horizonBars });
  const { kind, trainedThrough } = artifact;
  const card = { id: `${role}-${count}-${horizonBars}`, kind, horizonBars, trainedThrough } as ModelCard;
  return { artifact, card, role };
}

const OLD = modelOf(300, 'retired');
const YOUNG = modelOf(320, 'champion');
const FAR = modelOf(320, 'champion', 5);
const BOTH: ServingModels = { serving: YOUNG, earlier: OLD };

const readingAt = (models: ModelsByHorizon, bars: CleanBars, slotsBack: number, horizonBars = 1) => {
  const upTo = bars.bars.at(-1)!.closedAt;
  return forecastAt(
    models,
    slotsEndingAt({ interval: '1d', upTo, count: 60, bars }),
    bars,
  )(slotsBack, horizonBars);
};

/** What a model says at the close of the bar it is asked about, knowing no later one. */
const volatilityAt = ({ artifact }: ServingModel, count: number) =>
  makeForecast(artifact, firstBars(WHOLE, count)).volatilityPct;

describe('the forecast of a frame', () => {
  const models = new Map([
    [1, BOTH],
    [5, { serving: FAR }],
    [9, undefined],
  ]);

  it.each<[string, number, ServingModel, number]>([
    ['speaks of the newest bar', 330, YOUNG, 0],
    ['speaks of a bar some bars ago without what followed', 330, YOUNG, 4],
    ['speaks of the bar its training ended on', 320, YOUNG, 0],
    ['leaves the bars it was trained on to the model before it', 320, OLD, 1],
    ['leaves them up to the bar on which the training of that one ended', 319, OLD, 19],
  ])('%s', (_law, count, model, slotsBack) => {
    const reading = readingAt(models, firstBars(WHOLE, count), slotsBack);
    expect(reading).toMatchObject({ known: true, predictedChangePct: 0 });
    const { volatilityPct } = reading as { volatilityPct: number };
    expect(volatilityPct).toBeCloseTo(volatilityAt(model, count - slotsBack), 6);
  });

  it.each<[string, number, number, number]>([
    ['of a bar that every model was trained on', 319, 20, 1],
    ['of a bar that its only model was trained on', 320, 1, 5],
    ['for a horizon without a model', 330, 0, 9],
    ['for a horizon that nobody loaded', 330, 0, 2],
    ['of a slot before the frame', 330, 60, 1],
  ])('says nothing %s', (_law, count, slotsBack, horizonBars) => {
    const reading = readingAt(models, firstBars(WHOLE, count), slotsBack, horizonBars);
    expect(reading).toEqual({ known: false, why: 'modelNotTrained' });
  });

  it('reads each horizon from its own model', () => {
    const { volatilityPct } = readingAt(models, WHOLE, 0, 5) as { volatilityPct: number };
    expect(volatilityPct).toBeCloseTo(volatilityAt(FAR, 330), 6);
    expect(volatilityPct).toBeGreaterThan(1.5 * volatilityAt(YOUNG, 330));
  });

  it('is left out where the window is too short for its model', () => {
    const window = { ...WHOLE, bars: WHOLE.bars.slice(-3) };
    expect(readingAt(models, window, 0)).toEqual({ known: false, why: 'modelNotTrained' });
  });
});

describe('where no stored model can be read', () => {
  const models: ModelsByHorizon = new Map([[1, 'unreadable']]);

  it('one speaks that has not learned from the newest bars', () => {
    const { artifact } = standInModel(WHOLE, 1)!.serving;
    expect(artifact.trainedThrough).toBe(closeOf(330 - 64));
    for (const slotsBack of [0, 1, 30]) {
      const { volatilityPct } = readingAt(models, WHOLE, slotsBack) as { volatilityPct: number };
      expect(volatilityPct).toBeCloseTo(
        makeForecast(artifact, firstBars(WHOLE, 330 - slotsBack)).volatilityPct,
        6,
      );
    }
  });

  it('an alert says that it is not a trained one that speaks', () => {
    expect(alertForecast(modelsFor(models, 1, WHOLE), WHOLE)).toMatchObject({
      modelKind: 'ewma',
      degraded: 'modelsUnreadable',
    });
  });

  it.each([
    ['too few', firstBars(WHOLE, 153 + 63), 1],
    ['too few for so long a horizon', WHOLE, 63],
    [
      'those of a price that stands still',
      { ...WHOLE, bars: WHOLE.bars.map((bar) => ({ ...bar, close: 50 })) },
      1,
    ],
  ] as const)('nobody speaks where the bars are %s', (_what, bars, horizonBars) => {
    expect(modelsFor(new Map([[horizonBars, 'unreadable' as const]]), horizonBars, bars)).toBeUndefined();
  });

  it('somebody speaks as soon as there are as many bars as it needs', () => {
    expect(standInModel(firstBars(WHOLE, 153 + 64), 1)).toBeDefined();
  });
});

describe('the forecast of an alert', () => {
  it('tells σ, the median, the band that holds nine in ten, and the model', () => {
    const { volatilityPct } = makeForecast(YOUNG.artifact, WHOLE);
    const close = WHOLE.bars.at(-1)!.close;
    const { q05, q95 } = YOUNG.artifact.residuals;
    expect(alertForecast(BOTH, WHOLE)).toEqual({
      horizon: '1d',
      volatilityPct,
      predictedChangePct: 0,
      low90: expect.closeTo(close * Math.exp((q05 * volatilityPct) / 100), 8),
      high90: expect.closeTo(close * Math.exp((q95 * volatilityPct) / 100), 8),
      confidence: 'none',
      modelKind: 'ewma',
    });
  });

  it('is flagged where it is not the newest model that speaks', () => {
    const degraded = { ...BOTH, degraded: 'championUnreadable' } as const;
    expect(alertForecast(degraded, WHOLE)).toEqual({
      ...alertForecast(BOTH, WHOLE),
      degraded: 'championUnreadable',
    });
  });

  it.each<[string, number, ServingModel]>([
    ['the serving model on the bar its training ended on', 320, YOUNG],
    ['the model before it on a bar that the serving one was trained on', 319, OLD],
    ['the model before it on the bar its training ended on', 300, OLD],
  ])('comes from %s', (_law, count, model) => {
    const told = alertForecast(BOTH, firstBars(WHOLE, count));
    expect(told?.volatilityPct).toBe(volatilityAt(model, count));
  });

  it.each<[string, ServingModels | undefined, CleanBars]>([
    ['no model is trained', undefined, WHOLE],
    ['every model was trained on the bar', BOTH, firstBars(WHOLE, 299)],
    ['there is no bar', BOTH, firstBars(WHOLE, 0)],
    ['there are too few bars', BOTH, { ...WHOLE, bars: WHOLE.bars.slice(-3) }],
    ['the model is of another series', BOTH, { ...WHOLE, symbol: 'OTHER' }],
  ])('is none where %s', (_law, models, bars) => {
    expect(alertForecast(models, bars)).toBeNull();
  });
});

test('the models know the bars they are told to', () => {
  expect([OLD, YOUNG].map(({ card }) => card.trainedThrough)).toEqual([closeOf(300), closeOf(320)]);
});
