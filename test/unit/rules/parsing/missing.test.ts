import { parseRule } from '../../../../lib/rules/parseRule';

const messagesOf = (rule: unknown): readonly string[] => {
  const parsed = parseRule(rule);
  return parsed.ok ? [] : parsed.details.map(({ path, message }) => `${path}: ${message}`);
};

test('a rule of nothing is told each key that it needs, and what to send', () => {
  expect(messagesOf({})).toEqual([
    'dsl: "dsl" is missing; send "1", the version of the language',
    'name: "name" is missing; send a name of 1 to 100 characters',
    'targets: "targets" is missing; send {"symbols": ["AAPL"]}, or {"watchlist": id}',
    'interval: "interval" is missing; send one of 1min, 5min, 15min, 30min, 1h, 1d',
    'when: "when" is missing; send a condition, such as {"op": "<", "left": {"ind": "rsi"}, "right": 30}',
  ]);
});

const EXAMPLES = [{ symbols: ['AAPL'] }, { op: '<', left: { ind: 'rsi' }, right: 30 }];

test('what it is told to send is a rule', () => {
  const [targets, when] = EXAMPLES;
  for (const example of EXAMPLES) {
    const said = messagesOf({}).join('\n').replaceAll(': ', ':').replaceAll(', ', ',');
    expect(said).toContain(JSON.stringify(example));
  }
  expect(messagesOf({ dsl: '1', name: 'x', targets, interval: '1d', when })).toEqual([]);
});
