import * as fc from 'fast-check';
import { ruleSchema } from '../../../../lib/entry/contract/ruleSchema';
import { openApiDocument } from '../../../../lib/entry/openapi/openApiDocument';
import { CONDITION_KEYS } from '../../../../lib/rules/conditionTable';
import { OPERAND_KEYS } from '../../../../lib/rules/operands/operandTable';
import { OPERATORS } from '../../../../lib/rules/operators/operatorTable';
import { parseRule } from '../../../../lib/rules/parseRule';
import { conditionsByKind, ruleAround } from '../../../support/arbitraryRules';

const RULE = {
  dsl: '1',
  name: 'Level',
  targets: { symbols: ['^GSPC'] },
  interval: '1d',
  when: { op: '>', left: 'close', right: 1300 },
};

const isPublished = (rule: unknown): boolean => ruleSchema.safeParse(rule).success;

type JsonSchema = {
  readonly anyOf: readonly { readonly properties?: Readonly<Record<string, { enum?: string[] }>> }[];
};

/** The keys of the objects that a published union is made of. */
function keysOf(name: 'Operand' | 'Condition'): readonly string[] {
  const { anyOf } = openApiDocument().components?.schemas?.[name] as unknown as JsonSchema;
  return anyOf.flatMap(({ properties }) => Object.keys(properties ?? {}).slice(0, 1));
}

describe('the published rule', () => {
  it('takes every rule that the language takes', () => {
    const when = fc.oneof(...Object.values(conditionsByKind));
    fc.assert(
      fc.property(when, ruleAround, (condition, around) => {
        const rule = { ...RULE, ...around, when: condition };
        fc.pre(parseRule(rule).ok);
        expect(isPublished(rule)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('knows every condition, operator and operand of the language, and no other', () => {
    expect([...new Set(keysOf('Condition'))].sort()).toEqual([...CONDITION_KEYS].sort());
    expect([...keysOf('Operand')].sort()).toEqual([...OPERAND_KEYS].sort());
    const { anyOf } = openApiDocument().components?.schemas?.['Condition'] as unknown as JsonSchema;
    const operators = anyOf.flatMap(({ properties }) => properties?.['op']?.enum ?? []);
    expect(operators.sort()).toEqual([...OPERATORS].sort());
  });

  it.each<[string, object]>([
    [
      'with all that may be said',
      {
        severity: 'info',
        staleAfter: '4d',
        labels: { desk: 'x' },
        trigger: { mode: 'edge', frequency: 'once', cooldown: 3 },
      },
    ],
    ['with a long span', { trigger: { cooldown: '100000m' } }],
    ['on a watchlist', { targets: { watchlist: 'list_1' } }],
    ['on a symbol in lower case', { targets: { symbols: ['spy'] } }],
  ])('takes a rule %s, as the language does', (_what, change) => {
    expect(parseRule({ ...RULE, ...change })).toMatchObject({ ok: true });
    expect(isPublished({ ...RULE, ...change })).toBe(true);
  });

  it.each<[string, object]>([
    ['of another language', { dsl: '2' }],
    ['without a condition', { when: undefined }],
    ['with an unknown key', { watch: true }],
    ['with an unknown operator', { when: { op: '=', left: 'close', right: 1 } }],
    ['with an unknown indicator', { when: { op: '>', left: { ind: 'magic' }, right: 1 } }],
    ['with an unknown field', { when: { op: '>', left: 'colour', right: 1 } }],
    ['with a key too many in an operand', { when: { op: '>', left: { abs: 'close', n: 1 }, right: 1 } }],
    ['with an empty list', { when: { all: [] } }],
    ['with a pair of three', { when: { op: '>', left: { add: [1, 2, 3] }, right: 1 } }],
    ['with a move of no span', { when: { op: 'moves_up', left: 'close', by: 1, within: 'soon' } }],
    ['with a negative size', { when: { op: 'moves_up', left: 'close', by: { pct: -1 }, within: '1d' } }],
    ['on symbols and a watchlist', { targets: { symbols: ['SPY'], watchlist: 'list_1' } }],
    ['on a watchlist without a name', { targets: { watchlist: '' } }],
    ['on no symbol', { targets: { symbols: [] } }],
    ['on fifty-one symbols', { targets: { symbols: Array.from({ length: 51 }, (_, n) => `S${n}`) } }],
    ['with another severity', { severity: 'urgent' }],
    ['with a label that is no text', { labels: { desk: 1 } }],
  ])('refuses a rule %s, as the language does', (_what, change) => {
    expect(parseRule({ ...RULE, ...change })).toMatchObject({ ok: false });
    expect(isPublished({ ...RULE, ...change })).toBe(false);
  });
});
