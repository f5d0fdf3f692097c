import { evaluateModels } from '../../../lib/app/evaluateModels';
import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { skillTable } from '../../../lib/cli/skillTable';
import { wanderingBars } from '../../support/madeBars';
import { wanderingSessions } from '../../support/madeSessions';

async function tables(isPerSymbol: boolean) {
  const daily = [81, 82].map((seed) => wanderingBars({ seed, count: 900, storms: 0.2 }));
  const marketData = memoryMarketData(
    daily.map(({ bars }, place) => ({ symbol: 'AB'[place]!, interval: '1d', bars })),
  );
  const input = { symbols: ['A', 'B'], interval: '1d', horizonsBars: [1], models: ['har', 'ridge'] } as const;
  const steps = evaluateModels({ marketData }, input);
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return skillTable(step.value[0]!, '1d', isPerSymbol).split('\n');
  }
}

describe('the table of an evaluation', () => {
  it('has a line a model, of all series', async () => {
    const [title, head, ...lines] = await tables(false);
    expect(title).toMatch(/^1d ahead: 2 series, 1,800 bars, \d+ of them cut back$/);
    expect(head).toMatch(
      /^model +cases +QLIKE +saved of ewma, % +of ewma-range, % +of har, % +R² of log var/,
    );
    expect(head).toContain('return R², % (CW p)');
    expect(head).not.toContain('ewma-tod');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ewma', 'har', 'ridge', 'ewma-range', '']);
    expect(lines[1]).toContain('withheld');
    expect(lines[2]).not.toContain('withheld');
  });

  it('has a line a symbol and the reliability of chances where it is asked', async () => {
    const lines = await tables(true);
    expect(lines.filter((line) => / [AB] /.test(line)).map((line) => line.split(' ').slice(0, 2))).toEqual(
      ['ewma', 'har', 'ridge', 'ewma-range'].flatMap((model) => [
        [model, 'A'],
        [model, 'B'],
      ]),
    );
    expect(lines.find((line) => line.includes('PT p (Holm)'))).toContain('up Brier skill, %');
    expect(lines).toContain('har, chances of touch told → happened (levels), %');
  });
});

it('an hour ahead is held against the time of day, and a day ahead against daily ranges', async () => {
  const { bars } = wanderingSessions({ seed: 83, count: 90, storms: 0.3 });
  const marketData = memoryMarketData([{ symbol: 'A', interval: '5min', bars }]);
  const input = { symbols: ['A'], interval: '5min', horizonsBars: [12, 78], models: ['har'] } as const;
  const steps = evaluateModels({ marketData }, input);
  let step = await steps.next();
  while (step.done !== true) step = await steps.next();
  const [hour, day] = step.value.map((each, place) => skillTable(each, ['1h', '1d'][place]!));
  expect(hour).toContain('of ewma-tod, %');
  expect(hour).not.toContain('har-daily');
  expect(day).toContain('of har-daily, %');
  expect(day).not.toContain('ewma-tod');
});
