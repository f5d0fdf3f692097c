import * as z from 'zod';
import { WHYS } from '../../rules/events';
import { PHASES } from '../../rules/state';
import { alertField, comparedValue } from './alertFields';
import { FORECAST_EXAMPLE, RULE_ID_EXAMPLE } from './examples';
import { finite, horizonField, instantField, intervalField, symbolField } from './fields';
import { routeContract } from './routeContract';

const probability = z.number().min(0).max(1);

/** A forecast as `predict` and `alert` show it. */
const forecastField = z
  .object({
    symbol: z.string(),
    interval: intervalField,
    horizon: z.string(),
    asOf: instantField.meta({ description: 'Close of the last bar that was used.' }),
    source: z.string(),
    currentPrice: z.number(),
    predictedPrice: finite('The median.'),
    predictedChangePct: z.number(),
    volatilityPct: finite('σ of the move over the horizon, in percent.'),
    intervals: z.array(z.object({ coverage: probability, low: z.number(), high: z.number() })),
    touch: z
      .array(z.object({ level: z.number(), probability, distanceSigma: z.number() }))
      .meta({ description: 'Probability that the level is touched before the horizon ends.' }),
    probabilityUp: probability
      .nullable()
      .meta({ description: 'Withheld unless the model has proved skill in direction.' }),
    probabilityUpWithheld: z.enum(['noSkill', 'notEnoughData']).optional(),
    confidence: z.enum(['none', 'low', 'medium', 'high']),
    model: z.object({
      id: z.string(),
      kind: z.string(),
      trainedAt: instantField,
      role: z.enum(['champion', 'challenger', 'retired']),
    }),
    degraded: z.string().optional().meta({ description: 'Why not the usual model answers.' }),
    skill: z.record(z.string(), z.unknown()),
    explanation: z.array(z.object({ name: z.string(), contribution: z.number() })),
    warnings: z.array(z.string()),
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
      .array(z.number().positive().max(1e9))
      .max(20)
      .default([])
      .meta({ description: 'Prices whose probability of being touched you want to know.' }),
  }),
  bodyExample: { symbol: '^GSPC', interval: '1d', horizon: '1d', levels: [1200, 1300] },
  responses: { 200: { description: 'The forecast.', data: forecastField } },
  problems: [
    'SYMBOL_UNKNOWN',
    'MODEL_NOT_TRAINED',
    'MODEL_INCOMPATIBLE',
    'BARS_INSUFFICIENT',
    'MARKET_UNAVAILABLE',
    'MARKET_MALFORMED',
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
    'As a sweep does: what fires is stored and delivered. A second call on the same bar says `unchanged`.',
  body: z.strictObject({ symbol: symbolField, interval: intervalField.default('1d') }),
  bodyExample: { symbol: '^GSPC', interval: '1d' },
  responses: {
    200: {
      description: 'What each rule said, and the alerts that were recorded.',
      data: z.object({
        forecast: forecastField.nullable(),
        outcomes: z.array(
          z.object({
            ruleId: z.string().meta({ example: RULE_ID_EXAMPLE }),
            name: z.string().meta({ example: '^GSPC moves 1.5 % in a bar' }),
            state: z.enum([...PHASES, 'paused']).meta({ example: 'firing' }),
            fired: z.boolean().meta({ example: true }),
            why: z.enum(WHYS).meta({ example: 'fired' }),
            values: z.array(comparedValue),
          }),
        ),
        alerts: z.array(alertField),
      }),
    },
  },
  problems: [
    'SYMBOL_UNKNOWN',
    'MARKET_UNAVAILABLE',
    'MARKET_MALFORMED',
    'STORE_CONFLICT',
    'STORE_UNAVAILABLE',
  ],
});
