import * as z from 'zod';
import { ALERT_STATES } from '../../alerts/alertRecord';
import { RULE_EVENTS } from '../../rules/events';
import { SEVERITIES } from '../../rules/rule';
import { ALERT_EXAMPLE, COMPARED_EXAMPLE } from './examples';
import { finite, instantField, intervalField } from './fields';

export const comparedValue = z
  .object({
    path: z.string().meta({ description: 'Dotted place in the rule.', example: 'when.left' }),
    label: z.string().meta({ description: 'The operand as the rule writes it.', example: 'sma(50)' }),
    words: z.string().meta({
      description: 'The operand in plain words.',
      example: 'the change of close over 1 bar',
    }),
    unit: z.literal('%').optional().meta({ description: 'Absent for prices, volumes and plain numbers.' }),
    constant: z.literal(true).optional().meta({ description: 'Present for a number of the rule.' }),
    previous: z.number().nullable(),
    current: z.number().nullable().meta({ description: 'Null where the reading is not known.' }),
  })
  .meta({ id: 'ComparedValue', example: COMPARED_EXAMPLE });

const alertForecast = z
  .object({
    horizon: z.string(),
    volatilityPct: finite('Forecast σ of the move over the horizon, in percent.'),
    predictedChangePct: finite('Median of the move, in percent.'),
    low90: z.number(),
    high90: z.number(),
    confidence: z.string(),
    modelKind: z.string(),
    degraded: z.string().optional().meta({ description: 'Why it is not the newest model that speaks.' }),
  })
  .meta({ id: 'AlertForecast', description: 'The forecast as it stood when the alert was recorded.' });

const alertWhy = z
  .object({
    code: z.string().meta({ example: 'fired' }),
    conditionWords: z.string().meta({ example: 'close crosses above 1,300' }),
    sentence: z.string().meta({ description: 'One sentence in plain words.' }),
    condition: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'The condition tree with the truth of each node.' }),
    distanceSigma: z.number().optional(),
    firedBefore: z.int().min(0),
  })
  .meta({ id: 'AlertWhy' });

const delivery = z
  .object({
    subscriptionId: z.string().meta({ description: '`sns` for the topic of the tenant.' }),
    channel: z.string(),
    state: z.enum(['sending', 'retrying', 'sent', 'failed']),
    attempts: z.int().min(0),
    at: instantField,
  })
  .meta({ id: 'Delivery' });

/** An alert as every route shows it. */
export const alertField = z
  .object({
    id: z.string(),
    ruleId: z.string(),
    ruleVersion: z.int(),
    ruleName: z.string(),
    symbol: z.string(),
    interval: intervalField,
    barClosedAt: instantField,
    event: z.enum(RULE_EVENTS),
    severity: z.enum(SEVERITIES),
    state: z.enum(ALERT_STATES),
    acknowledgedAt: instantField.nullable(),
    why: alertWhy,
    values: z.array(comparedValue),
    forecast: alertForecast.nullable(),
    deliveries: z.array(delivery),
    source: z.string(),
    createdAt: instantField,
  })
  .meta({ id: 'Alert', example: ALERT_EXAMPLE });
