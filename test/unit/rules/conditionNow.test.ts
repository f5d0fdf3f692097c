import { compileRule } from '../../../lib/rules/compileRule';
import { conditionNow } from '../../../lib/rules/conditionNow';
import { frameOf, ruleOf, slotsOf } from '../../support/series';

test.each([
  ['149 151', 'true', undefined],
  ['151 149', 'false', undefined],
  ['151 _', 'unknown', 'missingBar'],
])('on %s "close > 150" is %s', (series, truth, reason) => {
  const compiled = compileRule(ruleOf({ op: '>', left: 'close', right: 150 }));
  expect(conditionNow(compiled, frameOf(slotsOf(series)))).toMatchObject({
    truth,
    ...(reason && { reason }),
  });
});

test('a frame without slots is a missing bar', () => {
  const compiled = compileRule(ruleOf({ op: '>', left: 1, right: 0 }));
  expect(conditionNow(compiled, frameOf([]))).toMatchObject({ truth: 'unknown', reason: 'missingBar' });
});
