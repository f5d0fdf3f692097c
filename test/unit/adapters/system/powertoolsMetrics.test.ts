import { asyncCorrelation } from '../../../../lib/adapters/system/asyncCorrelation';
import { powertoolsMetrics } from '../../../../lib/adapters/system/powertoolsMetrics';
import { COUNTERS } from '../../../../lib/counters';

/** The lines that counts become, parsed. */
function linesOf(counts: Parameters<ReturnType<typeof powertoolsMetrics>>[0]) {
  const written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    const correlation = asyncCorrelation();
    correlation.within('order-17', () => powertoolsMetrics('rules', correlation)(counts));
    return written.mock.calls.map(([line]) => JSON.parse(String(line)));
  } finally {
    written.mockRestore();
  }
}

const requests = (operation: string, outcome: string) =>
  ({ name: 'http_requests_total', labels: { operation, outcome }, by: 1, tenant: 'local' }) as const;

test('counts are CloudWatch metrics, a line for each set of dimensions', () => {
  const lines = linesOf([
    requests('getRule', 'ok'),
    { name: 'http_request_seconds_total', labels: { operation: 'getRule', outcome: 'ok' }, by: 0.004 },
    requests('getAlert', 'ok'),
    requests('getRule', 'failed'),
    { name: 'sweeps_total', labels: {}, by: 1 },
  ]);
  const seen = lines.map((line) => [line._aws.CloudWatchMetrics[0].Dimensions, line.outcome, line.Requests]);
  expect(seen).toEqual([
    [[['service', 'outcome']], 'ok', 2],
    [[['service', 'outcome']], 'failed', 1],
    [[['service']], undefined, undefined],
  ]);
  expect([lines[0].RequestTime, lines[2].Sweeps]).toEqual([0.004, 1]);
  expect(lines[0]).toMatchObject({ door: 'rules', operation: 'getRule', correlation_id: 'order-17' });
  expect(lines[0]._aws.CloudWatchMetrics[0].Metrics).toEqual([
    { Name: 'Requests', Unit: 'Count' },
    { Name: 'RequestTime', Unit: 'Seconds' },
  ]);
  expect(lines[0]._aws.CloudWatchMetrics[0].Namespace).toBe('StockPriceAlerter');
});

test('no dimension and no label is what users name', () => {
  const [line] = linesOf([requests('getRule', 'ok')]);
  expect(JSON.stringify(line)).not.toContain('local');
  const labels = Object.values(COUNTERS).flatMap((counter) => counter.labels as readonly string[]);
  expect(new Set(labels)).toEqual(
    new Set([
      'operation',
      'outcome',
      'severity',
      'event',
      'interval',
      'kind',
      'function',
      'layer',
      'reason',
      'vendor',
    ]),
  );
});

test('every dimension is a label', () => {
  for (const { labels, dimensions } of Object.values(COUNTERS)) {
    expect(labels).toEqual(expect.arrayContaining([...dimensions]));
  }
});

test('more counts than a metric takes values are one value', () => {
  const lines = linesOf(
    Array.from({ length: 250 }, () => ({ name: 'bars_judged_total', labels: { interval: '1d' }, by: 1 })),
  );
  expect(lines.map((line) => line.BarsJudged)).toEqual([250]);
});
