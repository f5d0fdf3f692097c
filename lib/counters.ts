type Counter = {
  /** What it counts, as a scraper is told. */
  readonly help: string;
  readonly labels: readonly string[];
  /** As CloudWatch shows it. Of the labels only these are dimensions: each combination is a metric to be paid. */
  readonly metric: string;
  readonly unit: 'Count' | 'Seconds';
  readonly dimensions: readonly string[];
};

/** Everything that is counted, once for `/metrics` and CloudWatch. No label holds a tenant, a symbol or an id. */
export const COUNTERS = {
  http_requests_total: {
    help: 'HTTP requests answered, by operation and outcome (ok, refused: 4xx, failed: 5xx).',
    labels: ['operation', 'outcome'],
    metric: 'Requests',
    unit: 'Count',
    dimensions: ['outcome'],
  },
  http_request_seconds_total: {
    help: 'Time spent on HTTP requests, by operation and outcome.',
    labels: ['operation', 'outcome'],
    metric: 'RequestTime',
    unit: 'Seconds',
    dimensions: ['outcome'],
  },
  http_strangers_total: {
    help: 'HTTP requests without a valid API key to routes that need one.',
    labels: [],
    metric: 'Strangers',
    unit: 'Count',
    dimensions: [],
  },
  alerts_recorded_total: {
    help: 'Alerts recorded, by severity.',
    labels: ['severity'],
    metric: 'AlertsRecorded',
    unit: 'Count',
    dimensions: [],
  },
  notices_recorded_total: {
    help: 'Notices about the bars of series recorded, by event (noData: their source serves none; rebased).',
    labels: ['event'],
    metric: 'NoticesRecorded',
    unit: 'Count',
    dimensions: [],
  },
  deliveries_total: {
    help: 'Attempts to tell a target of an alert, by outcome (sent, retrying, failed: given up).',
    labels: ['outcome'],
    metric: 'Deliveries',
    unit: 'Count',
    dimensions: ['outcome'],
  },
  trainings_total: {
    help: 'Training jobs ended, by outcome (succeeded, failed).',
    labels: ['outcome'],
    metric: 'Trainings',
    unit: 'Count',
    dimensions: ['outcome'],
  },
  vendor_calls_total: {
    help: 'Calls to vendors of market data, by vendor and outcome (data, unknownSymbol, rateLimited, entitlement, auth, unavailable, malformed).',
    labels: ['vendor', 'outcome'],
    metric: 'VendorCalls',
    unit: 'Count',
    dimensions: ['vendor', 'outcome'],
  },
  sweeps_total: {
    help: 'Sweeps run to their end: the heartbeat.',
    labels: [],
    metric: 'Sweeps',
    unit: 'Count',
    dimensions: [],
  },
  series_queued_total: {
    help: 'Series that sweeps queued for judgement.',
    labels: [],
    metric: 'SeriesQueued',
    unit: 'Count',
    dimensions: [],
  },
  bars_refused_total: {
    help: 'Bars of sources that failed a check and were not taken, by layer of checks (schema, security, business, quality) and reason; asked for again, they are counted again.',
    labels: ['layer', 'reason'],
    metric: 'BarsRefused',
    unit: 'Count',
    dimensions: [],
  },
  bars_corrected_total: {
    help: 'Bars of which a source has told something else since they were stored, by interval; the first reading stands.',
    labels: ['interval'],
    metric: 'BarsCorrected',
    unit: 'Count',
    dimensions: [],
  },
  bars_judged_total: {
    help: 'Closed bars of series that were judged, by interval.',
    labels: ['interval'],
    metric: 'BarsJudged',
    unit: 'Count',
    dimensions: [],
  },
  repairs_total: {
    help: 'What the reconciler took up again, by kind (alerts, rules, jobs).',
    labels: ['kind'],
    metric: 'Repairs',
    unit: 'Count',
    dimensions: ['kind'],
  },
  failures_total: {
    help: 'Queue messages and scheduled runs that failed, by function.',
    labels: ['function'],
    metric: 'Failures',
    unit: 'Count',
    dimensions: ['function'],
  },
} as const satisfies Readonly<Record<string, Counter>>;

export type CounterName = keyof typeof COUNTERS;

export type LabelsOf<Name extends CounterName> = Readonly<
  Record<(typeof COUNTERS)[Name]['labels'][number], string>
>;
