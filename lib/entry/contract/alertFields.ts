import * as z from 'zod';
import { ALERT_STATES } from '../../alerts/alertRecord';
import { RULE_EVENTS } from '../../rules/events';
import { SEVERITIES } from '../../rules/rule';
import { ALERT_EXAMPLE, COMPARED_EXAMPLE } from './examples';
import { finite, instantField, intervalField, text } from './fields';

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
    previous: z
      .number()
      .nullable()
      .meta({ description: 'On the bar before; null where it was not known or is not compared.' }),
    current: z.number().nullable().meta({ description: 'Null where the reading is not known.' }),
  })
  .meta({ id: 'ComparedValue', example: COMPARED_EXAMPLE });

const alertForecast = z
  .object({
    horizon: text('How far ahead it looked.'),
    volatilityPct: finite('Forecast σ of the move over the horizon, in percent.'),
    predictedChangePct: finite('Median of the move, in percent.'),
    low90: finite('Lower end of the 90 % interval, a price.'),
    high90: finite('Upper end of the 90 % interval, a price.'),
    confidence: text('`none`, `low`, `medium` or `high`, by measured skill.'),
    modelKind: text('Which model spoke, such as `ridge`.'),
    degraded: z.string().optional().meta({ description: 'Why it is not the newest model that speaks.' }),
  })
  .meta({ id: 'AlertForecast', description: 'The forecast as it stood when the alert was recorded.' });

const alertWhy = z
  .object({
    code: z.string().meta({
      description: 'What happened, for programs: `fired`, or why there is a notice, such as `stale`.',
      example: 'fired',
    }),
    conditionWords: z.string().meta({
      description: 'The condition, or what a notice is about, in words.',
      example: 'close crosses above 1,300',
    }),
    sentence: z.string().meta({ description: 'The same with what was read or said, in plain words.' }),
    condition: z.record(z.string(), z.unknown()).optional().meta({
      description:
        'The condition tree with the truth of each node; absent where the answer of `POST /v1/alert` is long.',
    }),
    distanceSigma: finite('How large the move of the bar was, in forecast σ.').optional(),
    firedBefore: z.int().min(0).meta({ description: 'How often the rule fired on this symbol before.' }),
  })
  .meta({ id: 'AlertWhy' });

const delivery = z
  .object({
    subscriptionId: z.string().meta({ description: '`sns` for the topic of the tenant.' }),
    channel: text('`email`, `sms`, or `sns` for the topic.'),
    state: z
      .enum(['sending', 'retrying', 'sent', 'failed'])
      .meta({ description: 'How far it is; the last two are final.' }),
    attempts: z.int().min(0).meta({ description: 'How often it was tried.' }),
    at: instantField.meta({ description: 'When this was last so.' }),
  })
  .meta({ id: 'Delivery' });

/** An alert as every route shows it. */
export const alertField = z
  .object({
    id: text('The same for the same firing or notice, however often it is judged.'),
    ruleId: text('The rule that fired; `market-data` in a notice about the bars of a series.'),
    ruleVersion: z.int().meta({ description: 'Its version when it fired; 0 in a notice.' }),
    ruleName: text('Its name when it fired; `Market data` in a notice.'),
    symbol: text('Where it fired, or whose bars a notice is about.'),
    interval: intervalField,
    barClosedAt: instantField.meta({
      description: 'Close of the bar it fired on, or of the last before a notice, in market time.',
    }),
    event: z.enum(RULE_EVENTS).meta({
      description:
        '`fired` of a rule; `noData` and `rebased` of the bars of a series, in a notice to each tenant with rules on it.',
    }),
    severity: z.enum(SEVERITIES).meta({ description: 'As the rule has it; `warning` in a notice.' }),
    state: z.enum(ALERT_STATES).meta({ description: 'How far its delivery is.' }),
    acknowledgedAt: instantField
      .nullable()
      .meta({ description: 'When somebody noted it first; null until then.' }),
    why: alertWhy,
    values: z
      .array(comparedValue)
      .meta({ description: 'What was compared; empty where the answer of `POST /v1/alert` is long.' }),
    forecast: alertForecast.nullable().meta({ description: 'Null where no model served the series.' }),
    deliveries: z.array(delivery).meta({ description: 'To whom it was sent.' }),
    source: text('Where the bar came from.'),
    createdAt: instantField.meta({ description: 'When it was recorded, by the wall clock.' }),
  })
  .meta({ id: 'Alert', example: ALERT_EXAMPLE });
