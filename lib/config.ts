import * as z from 'zod';
import { SIMULATION } from './market/simulated';
import { Problem } from './problems';

export type Environment = Readonly<Record<string, string | undefined>>;

const text = z.string().min(1);
const milliseconds = z.coerce.number().int().positive();
const calls = z.coerce.number().int().min(1).max(1_000_000);
const origin = z.url({
  protocol: /^https?$/,
  error: 'expected an address such as https://www.alphavantage.co',
});
const sessionDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2008-08-01');

const { firstSession, lastSession } = SIMULATION;
const SIMULATED_DATE = `expected a date from ${firstSession} to ${lastSession}`;
const simulatedDate = z.iso
  .date(SIMULATED_DATE)
  .refine((date) => date >= firstSession && date <= lastSession, { error: SIMULATED_DATE });

const VENDORS = ['alphaVantage', 'fmp', 'yahoo'] as const;
const SOURCES = `expected replay, csv, or vendors in their order out of ${VENDORS.join(', ')}, each once, such as alphaVantage,fmp`;

export type Vendor = (typeof VENDORS)[number];

/** Bars of files, played at their own pace, or live ones of vendors, the first that has them. */
const sources = z.union(
  [
    z.enum(['replay', 'csv']),
    z
      .string()
      .transform((names) => names.split(',').map((name) => name.trim()))
      .pipe(z.array(z.enum(VENDORS)).min(1))
      .refine((names) => new Set(names).size === names.length, { error: SOURCES }),
  ],
  { error: SOURCES },
);

/** What a text names as sources; undefined where it names none. */
export const sourcesIn = (text: string): z.infer<typeof sources> | undefined => sources.safeParse(text).data;

/** Whether bars are played at their own pace: what vendors serve is live. */
export const isPlayed = (source: z.infer<typeof sources>): source is 'replay' | 'csv' =>
  typeof source === 'string';

/** Variables by the part of the world they open; a function's schema is the union of its parts. */
export const PARTS = {
  aws: { AWS_ENDPOINT_URL: text.optional() },
  core: { CORE_TABLE: text },
  alerts: { ALERTS_TABLE: text },
  market: { MARKET_TABLE: text },
  ops: { OPS_TABLE: text },
  models: { MODELS_BUCKET: text },
  evaluateQueue: { EVALUATE_QUEUE_URL: text },
  deliverQueue: { DELIVER_QUEUE_URL: text },
  trainQueue: { TRAIN_QUEUE_URL: text },
  tenantTopics: { TENANT_TOPIC_PREFIX: text },
  subscribing: { SUBSCRIPTION_LOOK_MS: milliseconds },
  notify: { TENANT_TOPIC_PREFIX: text, ALERT_FIRED_TOPIC_ARN: text },
  source: {
    MARKET_DATA: sources,
    /** How long a process keeps bars. */
    CACHE_BARS_MS: milliseconds.default(60_000),
    ALPHA_VANTAGE_URL: origin.default('https://www.alphavantage.co'),
    ALPHA_VANTAGE_API_KEY: text.optional(),
    /** Where keys lie that are not in the environment: a path of the Systems Manager's parameter store. */
    VENDOR_KEYS_PATH: z
      .string()
      .regex(/^(\/[\w.-]+)+$/, 'expected a path such as /stock-price-alerter-prod/vendors')
      .optional(),
    FMP_URL: origin.default('https://financialmodelingprep.com'),
    FMP_API_KEY: text.optional(),
    YAHOO_URL: origin.default('https://query1.finance.yahoo.com'),
    /** Calls that a plan allows: by default those of a free key, a little less often than once a second. */
    ALPHA_VANTAGE_PER_DAY: calls.default(25),
    ALPHA_VANTAGE_PER_MINUTE: calls.default(50),
    FMP_PER_DAY: calls.default(250),
    FMP_PER_MINUTE: calls.default(240),
    YAHOO_PER_DAY: calls.default(2_000),
    YAHOO_PER_MINUTE: calls.default(30),
    MARKET_DATA_DIR: text,
    /** Vendors that stand in for real ones serve what is played, by the clock of that. */
    MARKET_CLOCK: z.enum(['live', 'played']).optional(),
    REPLAY_START: sessionDate,
    REPLAY_ORIGIN_MS: milliseconds,
    REPLAY_SESSION_MS: milliseconds,
    REPLAY_END: sessionDate.optional(),
    /** Says how long the replay has been running, in place of its origin: the local stack's, which lets it run when all is up. */
    REPLAY_CLOCK_FILE: text.optional(),
    /** The first session that the simulator plays, and how long each of its 5-minute bars takes. */
    SIMULATOR_START: simulatedDate.default(SIMULATION.usualStart),
    SIMULATOR_BAR_MS: z.coerce.number().int().min(1).max(1_000_000).default(60_000),
    SIMULATOR_SEED: z.coerce.number().int().min(0).max(0xffffffff).default(1),
  },
  /** How long a process keeps the forecasts it has made, and the models it has loaded. */
  caches: {
    CACHE_FORECASTS_MS: milliseconds.default(300_000),
    CACHE_MODELS_MS: milliseconds.default(3_600_000),
  },
  rate: { RATE_PER_SECOND: z.coerce.number().positive(), RATE_BURST: z.coerce.number().int().positive() },
  timing: { DELIVERY_LEASE_MS: milliseconds, OUTBOX_DUE_MS: milliseconds, DELIVERY_GIVE_UP_MS: milliseconds },
} as const;

/** What a part, or several parts spread into one, reads as. */
export type ConfigOf<Shape extends z.ZodRawShape> = z.infer<z.ZodObject<Shape>>;

/**
 * Reads a function's variables.
 *
 * Edge    an empty string counts as missing.
 * Throws  CONFIG_INVALID naming every bad variable at once, never a value: values may be secrets.
 */
export function readConfig<Shape extends z.ZodRawShape>(shape: Shape, env: Environment): ConfigOf<Shape> {
  const filled = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = z.object(shape).safeParse(filled);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: filled[String(issue.path[0])] === undefined ? 'is missing' : issue.message,
  }));
  const named = details.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new Problem('CONFIG_INVALID', `The environment is not complete: ${named}.`, { details });
}

/** How patient delivery is, by the names the use cases know. */
export const timingOf = (config: ConfigOf<typeof PARTS.timing>) => ({
  leaseMs: config.DELIVERY_LEASE_MS,
  outboxDueMs: config.OUTBOX_DUE_MS,
  giveUpMs: config.DELIVERY_GIVE_UP_MS,
});

/** How often an API key may ask, by the names the rate limit knows. */
export const allowanceOf = (config: ConfigOf<typeof PARTS.rate>) => ({
  ratePerSecond: config.RATE_PER_SECOND,
  burst: config.RATE_BURST,
});

/** Which stretch of the past is played, and how fast, by the names the market clock knows. */
export const replayOf = (config: ConfigOf<typeof PARTS.source>) => ({
  startSession: config.REPLAY_START,
  originMs: config.REPLAY_ORIGIN_MS,
  sessionMs: config.REPLAY_SESSION_MS,
  ...(config.REPLAY_END !== undefined && { lastSession: config.REPLAY_END }),
  ...(config.REPLAY_CLOCK_FILE !== undefined && { clockFile: config.REPLAY_CLOCK_FILE }),
});

/** As `replayOf`, of the simulator, which runs beside the replay and for as long as the calendar goes. */
export const simulatorOf = (config: ConfigOf<typeof PARTS.source>) => ({
  startSession: config.SIMULATOR_START,
  originMs: config.REPLAY_ORIGIN_MS,
  sessionMs: config.SIMULATOR_BAR_MS * SIMULATION.barsPerSession,
  lastSession: SIMULATION.lastSession,
  ...(config.REPLAY_CLOCK_FILE !== undefined && { clockFile: config.REPLAY_CLOCK_FILE }),
});

/** Where vendors of market data are, with which keys, and what their plans allow, by the names their adapters know. */
export const vendorsOf = (
  config: ConfigOf<typeof PARTS.source>,
  names: readonly Vendor[],
  /** How long a caller waits for its turn. */
  mostWaitMs?: number,
) => ({
  names,
  alphaVantage: {
    origin: config.ALPHA_VANTAGE_URL,
    apiKey: config.ALPHA_VANTAGE_API_KEY,
    limits: { perDay: config.ALPHA_VANTAGE_PER_DAY, perMinute: config.ALPHA_VANTAGE_PER_MINUTE, mostWaitMs },
  },
  fmp: {
    origin: config.FMP_URL,
    apiKey: config.FMP_API_KEY,
    limits: { perDay: config.FMP_PER_DAY, perMinute: config.FMP_PER_MINUTE, mostWaitMs },
  },
  yahoo: {
    origin: config.YAHOO_URL,
    limits: { perDay: config.YAHOO_PER_DAY, perMinute: config.YAHOO_PER_MINUTE, mostWaitMs },
  },
});

/** Where notices are published, by the names the notifier knows. */
export const topicsOf = (config: ConfigOf<typeof PARTS.notify>) => ({
  tenantTopicPrefix: config.TENANT_TOPIC_PREFIX,
  operatorTopicArn: config.ALERT_FIRED_TOPIC_ARN,
});

/** How often a provider is asked how subscriptions stand, by the names the use cases know. */
export const subscriptionTimingOf = (config: ConfigOf<typeof PARTS.subscribing>) => ({
  lookAgainMs: config.SUBSCRIPTION_LOOK_MS,
});
