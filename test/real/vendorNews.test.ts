import { readFileSync } from 'node:fs';
import { alphaVantageNewsOutcome } from '../../lib/adapters/alphaVantage/alphaVantageNewsOutcome';
import { realData } from '../support/realData';

const NOW = Date.UTC(2022, 8, 15);

describe('recorded news of Alpha Vantage', () => {
  it('are all read, each as it is scored', () => {
    const text = readFileSync(realData('vendor', 'alpha_vantage', 'NEWS_SENTIMENT_2022-09-14.json'), 'utf8');
    const outcome = alphaVantageNewsOutcome(
      { status: 200, contentType: 'application/json', text },
      { symbol: 'ACCD', from: Date.UTC(2022, 3, 1), before: NOW, now: NOW },
    );
    if (outcome.kind !== 'data') throw new Error(outcome.kind);
    const { readings, told, lastAt } = outcome.data;
    expect([readings.length, told]).toEqual([56, 56]);
    expect(lastAt).toBe(Date.UTC(2022, 8, 14, 14, 10, 49));
    expect(readings.at(-1)).toMatchObject({ publishedAt: lastAt, relevance: 0.56217, sentiment: 0.56613 });
    expect(readings[0]?.publishedAt).toBe(Date.UTC(2022, 3, 14, 12));
  });
});
