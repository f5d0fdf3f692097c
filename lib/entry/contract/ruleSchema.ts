import * as z from 'zod';
import { INTERVALS } from '../../market/interval';
import type { BandTest, Comparison, Expr, Move } from '../../rules/rule';
import { FIELDS, SEVERITIES } from '../../rules/rule';
import { symbolField } from './fields';

const COMPARISONS = ['>', '<', '>=', '<=', 'crosses', 'crosses_up', 'crosses_down'] as const;
const BAND_TESTS = ['inside', 'outside', 'enters', 'exits'] as const;
const MOVES = ['moves_up', 'moves_down'] as const;

const ARITHMETIC = {
  add: 'Their sum.',
  sub: 'The first less the second.',
  mul: 'Their product.',
  div: 'The first over the second.',
  pct: 'By how many percent the first is above the second.',
} as const;

const spanField = z
  .string()
  .regex(/^[1-9][0-9]{0,5}(bars|m|h|d)$/)
  .meta({
    description: 'A span of trading time: `5bars`, `30m`, `2h` or `3d` (d counts sessions).',
    example: '5bars',
  });

/** Objects that contain operands and conditions find them when they are first asked: the language is recursive. */
const operand: z.ZodType = z
  .union([
    z.number(),
    z.enum(FIELDS),
    z.strictObject({
      ind: z.enum(['sma', 'ema', 'rsi']).meta({ description: 'Which indicator.' }),
      n: z.int().min(1).optional().meta({ description: 'Over how many bars.' }),
      get of() {
        return operand.optional();
      },
    }),
    z.strictObject({
      get lag() {
        return z.tuple([operand, z.int().min(0)]).meta({ description: 'Of what, and how many bars before.' });
      },
    }),
    ...(Object.keys(ARITHMETIC) as (keyof typeof ARITHMETIC)[]).map((key) =>
      z.strictObject({
        [key]: z.lazy(() => z.tuple([operand, operand])).meta({ description: ARITHMETIC[key] }),
      }),
    ),
    z.strictObject({
      get abs() {
        return operand;
      },
    }),
    z.strictObject({
      ml: z
        .enum(['predicted_change_pct', 'vol'])
        .meta({ description: 'The median or the σ of the forecast, in percent.' }),
      at: spanField,
    }),
  ])
  .meta({
    id: 'Operand',
    description:
      'A number, a field of the bar, or a reading made of others: an indicator, a lag in bars, arithmetic, a forecast in percent.',
    example: { pct: ['close', { lag: ['close', 1] }] } satisfies Expr,
  });

const size = z.number().min(0);

const condition: z.ZodType = z
  .union([
    z.strictObject({
      op: z
        .enum(COMPARISONS satisfies readonly Comparison[])
        .meta({ description: 'How the two sides are compared.' }),
      left: operand,
      right: operand,
    }),
    z.strictObject({
      op: z
        .enum(BAND_TESTS satisfies readonly BandTest[])
        .meta({ description: 'How it stands to the band from `lo` to `hi`.' }),
      left: operand,
      lo: operand,
      hi: operand,
    }),
    z.strictObject({
      op: z.enum(MOVES satisfies readonly Move[]).meta({ description: 'In which direction it moves.' }),
      left: operand,
      by: z
        .union([
          size,
          z.strictObject({ pct: size.meta({ description: 'Percent.' }) }),
          z.strictObject({ sd: size.meta({ description: 'Multiples of the forecast σ.' }) }),
        ])
        .meta({ description: 'A size, a percentage, or a multiple of the forecast σ.' }),
      within: spanField,
    }),
    z.strictObject({
      all: z.lazy(() => z.array(condition).min(1)).meta({ description: 'Every one holds.' }),
    }),
    z.strictObject({
      any: z.lazy(() => z.array(condition).min(1)).meta({ description: 'At least one holds.' }),
    }),
    z.strictObject({
      get not() {
        return condition;
      },
    }),
  ])
  .meta({
    id: 'Condition',
    description: 'What must hold: a comparison, a band, a move, or conditions made of them.',
  });

/**
 * The shape of a rule as it is published. What validates is `parseRule`, which knows more than a shape can
 * tell and words it better; a test holds the two together.
 */
export const ruleSchema = z
  .strictObject({
    dsl: z.literal('1').meta({ description: 'Version of the language.' }),
    name: z.string().min(1).max(100).meta({ description: 'What alerts call it.' }),
    targets: z
      .union([
        z.strictObject({ symbols: z.array(symbolField).min(1).max(50).meta({ description: 'Each once.' }) }),
        z.strictObject({ watchlist: z.string().min(1).max(128).meta({ description: 'Its id.' }) }),
      ])
      .meta({ description: 'Symbols, or the id of a watchlist: then the rule follows its edits.' }),
    interval: z.enum(INTERVALS).meta({ description: 'On which bars it is judged.' }),
    when: condition,
    trigger: z
      .strictObject({
        mode: z.literal('edge').optional().meta({ description: 'It fires when it begins to hold.' }),
        frequency: z
          .enum(['once', 'bar_close'])
          .optional()
          .meta({ description: '`once` for ever, or each time it begins to hold.' }),
        cooldown: z
          .union([spanField, z.int().min(1)])
          .optional()
          .meta({ description: 'A span, or a number of bars.' }),
      })
      .optional()
      .meta({ description: 'When a rule that holds tells it.' }),
    staleAfter: spanField
      .optional()
      .meta({ description: 'Oldest age of the previous bar that a crossing may compare with.' }),
    severity: z.enum(SEVERITIES).optional().meta({ description: 'Without it `warning`.' }),
    labels: z
      .record(z.string(), z.string().max(200))
      .optional()
      .meta({ description: 'Yours; alerts do not carry them.' }),
  })
  .meta({ id: 'Rule', description: 'A rule of the rule language, version 1.' });
