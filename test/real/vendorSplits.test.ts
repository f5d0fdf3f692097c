import { readFileSync } from 'node:fs';
import { yahooOutcome } from '../../lib/adapters/yahoo/yahooOutcome';
import { yahooSplitEvents } from '../../lib/adapters/yahoo/yahooSplitEvents';
import { realData } from '../support/realData';

const QUERY = { symbol: 'AAPL', fromDate: '2020-01-02', toDate: '2025-02-03' };

/** What a recorded chart tells of splits. */
function splitsIn(file: string) {
  const recorded = JSON.parse(readFileSync(realData('vendor', 'yahoo', file), 'utf8')) as {
    response: { status: number; bodyJson: unknown };
  };
  const { status, bodyJson } = recorded.response;
  const answer = { status, contentType: 'application/json', text: JSON.stringify(bodyJson) };
  return yahooOutcome(answer, (chart) => yahooSplitEvents(chart, QUERY));
}

describe('recorded charts of Yahoo', () => {
  it('tell of the split of AAPL on its first session', () => {
    expect(splitsIn('chart-AAPL-2020-08-31-to-2020-11-07.json')).toEqual({
      kind: 'data',
      data: [{ sessionDate: '2020-08-31', numerator: 4, denominator: 1 }],
    });
  });

  it.each([
    'chart-AAPL-2020-01-01-to-2020-01-03.json',
    'chart-AAPL-2025-02-01-to-2025-02-02-includePrePost-false-interval-1m.json',
  ])('tell of none in %s', (file) => {
    expect(splitsIn(file)).toEqual({ kind: 'data', data: [] });
  });
});
