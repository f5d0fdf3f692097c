import { reliabilityPlot } from '../../../lib/plots/reliabilityPlot';
import { type DrawnSkill, rollingShare, skillPlots } from '../../../lib/plots/skillPlots';
import { stackedPlots } from '../../../lib/plots/stackedPlots';
import { drawnPlaces, timePlot } from '../../../lib/plots/timePlot';
import { xmlText } from '../../../lib/plots/xmlText';
import { tagsIn } from '../../support/tagsIn';

const DAY_MS = 86_400_000;
const days = (count: number) =>
  Float64Array.from({ length: count }, (_, i) => Date.UTC(2020, 0, 1) + i * DAY_MS);

/** Points of the path with a look, in pixels. */
function pathOf(drawing: string, look: string): readonly (readonly [number, number])[] {
  const path = tagsIn(drawing).find(
    ({ name, attributes }) => name === 'path' && attributes['class'] === `mark ${look}`,
  );
  const numbers = path?.attributes['d']?.match(/[-\d.]+/g)?.map(Number) ?? [];
  return numbers.flatMap((x, i) => (i % 2 === 0 ? [[x, numbers[i + 1]!] as const] : []));
}

const TITLE = { title: 'a title', upwards: 'upwards', sideways: 'sideways' };

describe('a reliability curve', () => {
  const drawing = reliabilityPlot('chances', [
    { cases: 400, told: 0, happened: 0 },
    { cases: 100, told: 0.5, happened: 0.25 },
    { cases: 0, told: 1, happened: 0 },
    { cases: 25, told: 1, happened: 1 },
  ]);

  it('has what was told sideways and what happened upwards', () => {
    expect(pathOf(drawing, 'model')).toEqual([
      [56, 312],
      [340, 248],
      [624, 56],
    ]);
  });

  it('has a point a bin, the area of which is as large as it has cases', () => {
    const radii = tagsIn(drawing).flatMap(({ name, attributes }) =>
      name === 'circle' ? [Number(attributes['r'])] : [],
    );
    expect(radii).toEqual([9, 5.5, 2, 3.8]);
  });

  it('says of a point what it stands for', () => {
    expect(drawing).toContain('<title>100 cases: told 0.500, happened 0.250</title>');
  });

  it('stands without any point', () => {
    expect(pathOf(reliabilityPlot('none', []), 'model')).toEqual([]);
  });
});

describe('lines through time', () => {
  it('run from the first to the last time, and from 0 to a round number above all of them', () => {
    const drawing = timePlot(TITLE, days(3), [{ name: 'one', look: 'model', readings: [0, 4.7, 2.5] }]);
    expect(pathOf(drawing, 'model')).toEqual([
      [56, 312],
      [340, expect.closeTo(312 - (256 * 4.7) / 5, 1)],
      [624, 184],
    ]);
  });

  it('leave out what is no number', () => {
    const drawing = timePlot(TITLE, days(4), [
      { name: 'one', look: 'model', readings: [NaN, 1, Infinity, 2] },
    ]);
    expect(drawing).not.toMatch(/NaN|Infinity/);
    expect(pathOf(drawing, 'model').map(([x]) => x)).toEqual([expect.closeTo(245.3, 1), 624]);
  });

  it.each([0, 1])('stand with %i readings', (count) => {
    const drawing = timePlot(TITLE, days(count), [
      { name: 'one', look: 'model', readings: new Float64Array(count) },
    ]);
    expect(drawing).not.toMatch(/NaN|Infinity/);
    expect(tagsIn(drawing).length).toBeGreaterThan(5);
  });

  it.each([
    [1, 1, 1],
    [560, 560, 1],
    [561, 281, 2],
    [5_000, 556, 9],
  ])('of %i readings draw %i, every one of %i, the newest among them', (count, drawn, stride) => {
    const places = drawnPlaces(count);
    expect([places.length, places.at(-1)]).toEqual([drawn, count - 1]);
    expect(places.slice(1).every((place, i) => place - places[i]! === stride)).toBe(true);
    expect(places[0]).toBeGreaterThanOrEqual(0);
  });
});

describe('what is drawn of a model', () => {
  const skill = (name: string, count = 600): DrawnSkill => ({
    name,
    reliability: [{ cases: 3, told: 0.2, happened: 0.3 }],
    asOf: days(count),
    inside90: Array.from({ length: count }, (_, i) => (i % 10 === 0 ? 0 : 1)),
    sigmaPct: new Float64Array(count).fill(1),
    baselineSigmaPct: new Float64Array(count).fill(2),
    realisedPct: new Float64Array(count).fill(3),
  });

  it('is coverage over a year of days, once there is one', () => {
    const { coverage } = skillPlots(skill('one'));
    expect(pathOf(coverage, 'model').every(([, y]) => Math.abs(y - (312 - (256 * 0.2) / 0.3)) < 0.1)).toBe(
      true,
    );
    expect(coverage).toContain('share of the last 250 cases');
    expect(skillPlots(skill('few', 100)).coverage).toContain('share of the last 50 cases');
  });

  it('is the model before its baseline before what happened', () => {
    const { volatility } = skillPlots(skill('one'));
    const heights = (['model', 'baseline', 'happened'] as const).map(
      (look) => pathOf(volatility, look)[0]![1],
    );
    expect(heights).toEqual([...heights].sort((one, other) => other - one));
    expect(volatility.lastIndexOf('mark model')).toBeGreaterThan(volatility.lastIndexOf('mark happened'));
  });

  it.each([0, 1, 2])('stands with %i cases', (count) => {
    const drawings = Object.values(skillPlots(skill('few', count)));
    expect(drawings.join('')).not.toMatch(/NaN|Infinity|undefined/);
    drawings.forEach((drawing) => tagsIn(drawing));
  });

  it('holds whatever a symbol is called', () => {
    const hostile = '"><script>alert(1)</script>\u0000\u0008&\'';
    const whole = stackedPlots(Object.values(skillPlots(skill(hostile))));
    expect(whole).not.toContain('<script');
    expect(whole).not.toMatch(/\p{Cc}/u);
    const tags = tagsIn(whole);
    expect(tags.filter(({ name }) => name === 'svg').map(({ attributes }) => attributes['y'])).toEqual([
      undefined,
      '0',
      '360',
      '720',
    ]);
  });
});

test('the share of the last cases is known once there are as many', () => {
  expect([...rollingShare([1, 0, 1, 1, 0], 2)]).toEqual([NaN, 0.5, 0.5, 1, 0.5]);
});

test('a text loses what XML cannot write, and keeps the rest', () => {
  expect(xmlText('a\u0000\uffff\n<b>&"c"\'d\'\ud800')).toBe('a\n&lt;b&gt;&amp;&quot;c&quot;&#39;d&#39;');
});
