import * as z from 'zod';
import { INTERVALS } from '../../market/interval';
import type { BandTest, Comparison, Expr, Move } from '../../rules/rule';
import { FIELDS, SEVERITIES } from '../../rules/rule';
import { symbolField } from './fields';

const COMPARISONS = ['>', '<', '>=', '<=', 'crosses', 'crosses_up', 'crosses_down'] as const;
const BAND_TESTS = ['inside', 'outside', 'enters', 'exits'] as const;
const MOVES = ['moves_up', 'moves_down'] as const;

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
      ind: z.enum(['sma', 'ema', 'rsi']),
      n: z.int().min(1).optional(),
      get of() {
        return operand.optional();
      },
    }),
    z.strictObject({
      get lag() {
        return z.tuple([operand, z.int().min(0)]);
      },
    }),
    ...(['add', 'sub', 'mul', 'div', 'pct'] as const).map((key) =>
      z.strictObject({ [key]: z.lazy(() => z.tuple([operand, operand])) }),
    ),
    z.strictObject({
      get abs() {
        return operand;
      },
    }),
    z.strictObject({ ml: z.enum(['predicted_change_pct', 'vol']), at: spanField }),
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
      op: z.enum(COMPARISONS satisfies readonly Comparison[]),
      left: operand,
      right: operand,
    }),
    z.strictObject({
      op: z.enum(BAND_TESTS satisfies readonly BandTest[]),
      left: operand,
      lo: operand,
      hi: operand,
    }),
    z.strictObject({
      op: z.enum(MOVES satisfies readonly Move[]),
      left: operand,
      by: z
        .union([size, z.strictObject({ pct: size }), z.strictObject({ sd: size })])
        .meta({ description: 'A size, a percentage, or a multiple of the forecast σ.' }),
      within: spanField,
    }),
    z.strictObject({ all: z.lazy(() => z.array(condition).min(1)) }),
    z.strictObject({ any: z.lazy(() => z.array(condition).min(1)) }),
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
    dsl: z.literal('1'),
    name: z.string().min(1).max(100),
    targets: z
      .union([
        z.strictObject({ symbols: z.array(symbolField).min(1).max(50) }),
        z.strictObject({ watchlist: z.string().min(1).max(128) }),
      ])
      .meta({ description: 'Symbols, or the id of a watchlist: then the rule follows its edits.' }),
    interval: z.enum(INTERVALS),
    when: condition,
    trigger: z
      .strictObject({
        mode: z.literal('edge').optional(),
        frequency: z.enum(['once', 'bar_close']).optional(),
        cooldown: z
          .union([spanField, z.int().min(1)])
          .optional()
          .meta({ description: 'A span, or a number of bars.' }),
      })
      .optional(),
    staleAfter: spanField
      .optional()
      .meta({ description: 'Oldest age of the previous bar that a crossing may compare with.' }),
    severity: z.enum(SEVERITIES).optional().meta({ description: 'Without it `warning`.' }),
    labels: z.record(z.string(), z.string().max(200)).optional(),
  })
  .meta({ id: 'Rule', description: 'A rule of the rule language, version 1.' });
