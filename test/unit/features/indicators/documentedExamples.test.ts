import { runInNewContext } from 'node:vm';
import { BAR_INDICATORS, VALUE_INDICATORS } from '../../../../lib/features/indicators/indicatorTable';
import { textOf } from '../../../support/repository';

const ALL = { ...VALUE_INDICATORS, ...BAR_INDICATORS };
const EXAMPLE = /@example (?<call>.+) \/\/ → (?<answer>.+)/;
const SECTIONS = ['Shape', 'Units', 'Edge', 'Source'];

const evaluated = (code: string): unknown => runInNewContext(`(${code})`, { ...ALL, Float64Array });

/** Arrays of another realm are not equal to ours. */
const plain = (answer: unknown): unknown =>
  typeof answer === 'number' ? answer : Array.from(answer as Iterable<number>);

describe.each(Object.keys(ALL))('the docstring of %s', (name) => {
  const text = textOf(`lib/features/indicators/${name}.ts`);

  test('says what goes in and out, in which units, where the edges are and where it comes from', () => {
    const docstring = text
      .slice(0, text.indexOf(`export const ${name}:`))
      .split('/**')
      .at(-1);
    for (const section of SECTIONS) {
      if (section === 'Edge' && ['highest', 'lowest'].includes(name)) continue;
      expect(docstring).toMatch(new RegExp(`^ \\* ${section} `, 'm'));
    }
  });

  test('has an example that is true', () => {
    const { call, answer } = EXAMPLE.exec(text)!.groups!;
    expect(plain(evaluated(call!))).toEqual(plain(evaluated(answer!)));
  });
});
