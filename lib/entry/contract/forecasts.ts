import * as z from 'zod';
import { WHYS } from '../../rules/events';
import { PHASES } from '../../rules/state';
import { alertField, comparedValue } from './alertFields';
import { FORECAST_EXAMPLE, RULE_ID_EXAMPLE } from './examples';
import { finite, horizonField, instantField, intervalField, symbolField, text } from './fields';
import { routeContract } from './routeContract';
import { SOURCE_PROBLEMS } from '../../app/sourceProblems';

const chance = (description: string) => z.number().min(0).max(1).meta({ description });

const levelField = (description: string) => z.number().positive().max(1e9).meta({ description });

/** A forecast as `predict` and `alert` show it. */
const forecastField = z
  .object({
    symbol: text('Whose price.'),
    interval: intervalField,
    horizon: text('How far ahead, as it was asked.'),
    asOf: instantField.meta({ description: 'Close of the last bar that was used.' }),
    source: text('Where the bars came from.'),
    currentPrice: finite('Close of the last bar that was used.'),
    predictedPrice: finite('The median.'),
    predictedChangePct: finite('The median as a change, in percent.'),
    volatilityPct: finite('σ of the move over the horizon, in percent.'),
    intervals: z
      .array(
        z.object({
          coverage: chance('How often the price should end inside.'),
          low: finite('Lower end, a price.'),
          high: finite('Upper end, a price.'),
        }),
      )
      .meta({ description: 'Where the price is expected when the horizon ends, at 50 % and at 90 %.' }),
    touch: z
      .array(
        z.object({
          level: finite('The price that was asked about.'),
          probability: chance('That it is touched before the horizon ends.'),
          distanceSigma: finite('How far from the price it is, in forecast σ, upwards or downwards.'),
        }),
      )
      .meta({ description: 'Probability that the level is touched before the horizon ends.' }),
    bracket: z
      .object({
        low: finite('The lower price that was asked about.'),
        high: finite('The higher one.'),
        lowFirst: chance('That the lower is touched before the horizon ends, and before the higher.'),
        highFirst: chance('That the higher is touched before the horizon ends, and before the lower.'),
        neither: chance('That neither is touched before the horizon ends.'),
      })
      .optional()
      .meta({ description: 'Which of two prices is touched first, where that was asked; sums to 1.' }),
    probabilityUp: z.number().min(0).max(1).nullable().meta({
      description: 'That the price ends higher; null unless the model has proved skill in direction.',
    }),
    probabilityUpWithheld: z
      .enum(['noSkill', 'notEnoughData'])
      .optional()
      .meta({ description: 'Why it is null.' }),
    confidence: z
      .enum(['none', 'low', 'medium', 'high'])
      .meta({ description: 'Read off the measured skill; never an opinion.' }),
    model: z
      .object({
        id: text('Its id, as `GET /v1/models/{id}` takes it.'),
        kind: text('Of which family it is, such as `ridge`.'),
        trainedAt: instantField.meta({ description: 'When, by the wall clock.' }),
        role: z
          .enum(['champion', 'challenger', 'retired'])
          .meta({ description: '`champion`, unless it stands in for one.' }),
      })
      .meta({ description: 'Who says so.' }),
    degraded: z.string().optional().meta({
      description:
        'Why it is not the usual model that answers, or not the newest bar: championUnreadable, championUnusable (the one before it answers, or RiskMetrics), modelsUnreadable (RiskMetrics answers, learned from the bars at hand), sourceFailed.',
    }),
    skill: z
      .record(z.string(), z.unknown())
      .meta({ description: 'What was measured of the model out of sample, with the baseline beside it.' }),
    explanation: z
      .array(
        z.object({
          name: text('A feature; `usual` is what holds without any, `limit` what a bound took off.'),
          contribution: finite('What it adds to the logarithm of the forecast variance.'),
        }),
      )
      .meta({ description: 'What the forecast σ is made of, the largest part first.' }),
    warnings: z.array(z.string()).meta({ description: 'What to know before relying on it.' }),
  })
  .meta({ id: 'Forecast', example: FORECAST_EXAMPLE });

export const predictMove = routeContract({
  method: 'POST',
  path: '/v1/predict',
  bare: '/predict',
  operationId: 'predictMove',
  scope: 'read',
  summary: 'How far the price is likely to move before the horizon ends',
  body: z.strictObject({
    symbol: symbolField,
    interval: intervalField.default('1d'),
    horizon: horizonField.default('1d'),
    levels: z
      .array(levelField('A price.'))
      .max(20)
      .default([])
      .meta({ description: 'Prices whose probability of being touched you want to know.' }),
    bracket: z
      .strictObject({ low: levelField('The one below.'), high: levelField('The one above.') })
      .exactOptional()
      .meta({
        description:
          'Two prices, one below and one above the price now, of which you want to know which is touched first: a stop and a target.',
      }),
  }),
  bodyExample: { symbol: '^GSPC', interval: '1d', horizon: '1d', levels: [1200, 1300] },
  responses: { 200: { description: 'The forecast.', data: forecastField } },
  problems: [
    'SYMBOL_UNKNOWN',
    'MODEL_NOT_TRAINED',
    'MODEL_INCOMPATIBLE',
    'BARS_INSUFFICIENT',
    'BARS_STALE',
    ...SOURCE_PROBLEMS,
    'STORE_UNAVAILABLE',
  ],
});

export const checkAlerts = routeContract({
  method: 'POST',
  path: '/v1/alert',
  bare: '/alert',
  operationId: 'checkAlerts',
  scope: 'write',
  summary: 'Judge your rules on the newest closed bar of a symbol, now',
  description:
    'As a sweep does: what fires is stored and delivered. A second call on the same bar says `unchanged`. Outcomes and alerts are told in full up to 1 MB, outcomes first; those that follow have empty `values`, and of alerts `why` has no `condition` and texts of at most 300 characters: `GET /v1/alerts/{id}` tells them in full.',
  body: z.strictObject({ symbol: symbolField, interval: intervalField.default('1d') }),
  bodyExample: { symbol: '^GSPC', interval: '1d' },
  responses: {
    200: {
      description: 'What each rule said, and the alerts that were recorded.',
      data: z.object({
        forecast: forecastField
          .nullable()
          .meta({ description: 'The forecast of the next bar; null while no model serves the series.' }),
        outcomes: z
          .array(
            z.object({
              ruleId: z.string().meta({ description: 'The rule.', example: RULE_ID_EXAMPLE }),
              name: z.string().meta({ description: 'Its name.', example: '^GSPC moves 1.5 % in a bar' }),
              state: z
                .enum([...PHASES, 'paused'])
                .meta({ description: 'Its state after this bar.', example: 'firing' }),
              fired: z.boolean().meta({ description: 'Whether this bar made an alert.', example: true }),
              why: z.enum(WHYS).meta({ description: 'Why it did or did not.', example: 'fired' }),
              values: z
                .array(comparedValue)
                .meta({ description: 'What was compared; empty as well where the answer is long.' }),
            }),
          )
          .meta({ description: 'What each of your rules on the symbol said.' }),
        alerts: z.array(alertField).meta({ description: 'The alerts that this bar has made.' }),
      }),
    },
  },
  problems: ['SYMBOL_UNKNOWN', ...SOURCE_PROBLEMS, 'STORE_CONFLICT', 'STORE_UNAVAILABLE'],
});
