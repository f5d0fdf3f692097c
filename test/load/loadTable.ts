import { quantile } from 'simple-statistics';
import { textTable } from '../support/textTable';
import type { LoadReport, LoadRow } from './loadRow';

const HEADINGS = ['route', 'requests', 'p50 ms', 'p97.5 ms', 'p99 ms', '2xx', '4xx', '429', '5xx'] as const;

/** Every route of a load with its latencies and answers, the total last; a 429 is not counted as 4xx. */
export function loadTable({ rows, seconds }: LoadReport): string {
  const total: LoadRow = {
    route: `total, ${(count(rows) / seconds).toFixed(1)} a second`,
    millis: rows.flatMap(({ millis }) => millis),
    statuses: rows.flatMap(({ statuses }) => statuses),
  };
  return textTable(HEADINGS, [...rows, total].map(cellsOf));
}

const count = (rows: readonly LoadRow[]): number => rows.reduce((sum, row) => sum + row.statuses.length, 0);

function cellsOf({ route, millis, statuses }: LoadRow): string[] {
  const latency = (share: number) => (millis.length === 0 ? '-' : quantile([...millis], share).toFixed(1));
  const among = (is: (status: number) => boolean) => String(statuses.filter(is).length);
  return [
    route,
    String(statuses.length),
    ...[0.5, 0.975, 0.99].map(latency),
    among((status) => status >= 200 && status < 300),
    among((status) => status >= 400 && status < 500 && status !== 429),
    among((status) => status === 429),
    among((status) => status >= 500),
  ];
}
