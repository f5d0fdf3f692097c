import { loadFailures } from '../../load/loadFailures';
import { loadTable } from '../../load/loadTable';
import type { LoadRow } from '../../load/loadRow';

const rowOf = (route: string, statuses: readonly number[]): LoadRow => ({
  route,
  statuses,
  millis: statuses.map((_, index) => index + 1),
});

const GOOD = rowOf(
  'GET /health',
  Array.from({ length: 100 }, () => 200),
);
const report = (...rows: readonly LoadRow[]) => ({ seconds: 10, rows, unanswered: [] });

describe('the table of a load', () => {
  test('tells every answer once, and a 429 apart from the other 4xx', () => {
    const lines = loadTable(report(GOOD, rowOf('PUT /v1/rules/{id}', [200, 201, 404, 429, 429, 503]))).split(
      '\n',
    );
    expect(lines.map((line) => line.trim().split(/\s{2,}/))).toEqual([
      ['route', 'requests', 'p50 ms', 'p97.5 ms', 'p99 ms', '2xx', '4xx', '429', '5xx'],
      ['GET /health', '100', '50.5', '97.5', '99.0', '100', '0', '0', '0'],
      ['PUT /v1/rules/{id}', '6', '3.5', '5.9', '6.0', '2', '1', '2', '1'],
      ['total, 10.6 a second', '106', '47.5', '97.4', '99.0', '102', '1', '2', '1'],
    ]);
  });

  test('shows a route that was never answered without latencies', () => {
    expect(loadTable(report(rowOf('GET /ready', [])))).toMatch(/GET \/ready +0 +- +- +- +0 +0 +0 +0/);
  });
});

describe('what a load must not show', () => {
  test.each([
    ['answers of every kind but 5xx', report(GOOD, rowOf('POST /v1/rules', [201, 404, 429])), []],
    [
      'an answer 5xx',
      report(GOOD, rowOf('POST /v1/rules', [201, 503])),
      ['POST /v1/rules: 1 of 2 answers are 5xx'],
    ],
    [
      'answers 5xx, with what they said',
      report(GOOD, { ...rowOf('POST /v1/rules', [201, 503, 500, 503]), broken: ['down', 'bug', 'down'] }),
      ['POST /v1/rules: 3 of 4 answers are 5xx: down; bug'],
    ],
    [
      'a route that only refuses',
      report(rowOf('POST /v1/rules', [429, 404])),
      ['POST /v1/rules: none of 2 answers is 2xx'],
    ],
    [
      'a route that was never answered',
      report(rowOf('GET /ready', [])),
      ['GET /ready: none of 0 answers is 2xx'],
    ],
    [
      'requests without an answer',
      {
        ...report(GOOD),
        unanswered: ['request timed out', 'request timed out', 'ECONNREFUSED'].map((reason) => ({
          journey: 'a life of a rule',
          reason,
        })),
      },
      ['a life of a rule: 3 without an answer (request timed out; ECONNREFUSED)'],
    ],
  ])('%s', (_, given, failures) => {
    expect(loadFailures(given)).toEqual(failures);
  });
});
