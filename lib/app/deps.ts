import type { AlertStore } from '../ports/AlertStore';
import type { Forecast } from '../forecast/forecast';
import type { Slot } from '../market/bar';
import type { CredibleBars } from '../market/credibleBars';
import type { ModelArtifact } from '../models/artifact';
import type { BarArchive } from '../ports/BarArchive';
import type { BarStore } from '../ports/BarStore';
import type { CallBudget } from '../ports/CallBudget';
import type { Cache } from '../ports/Cache';
import type { Clock } from '../ports/Clock';
import type { Correlation } from '../ports/Correlation';
import type { Cursors } from '../ports/Cursors';
import type { DeliveryLedger } from '../ports/DeliveryLedger';
import type { Ids } from '../ports/Ids';
import type { InstanceStore, SeriesKey } from '../ports/InstanceStore';
import type { JobStore } from '../ports/JobStore';
import type { KeyStore } from '../ports/KeyStore';
import type { LiveQuotes } from '../ports/LiveQuotes';
import type { Log } from '../ports/Log';
import type { MarketClock } from '../ports/MarketClock';
import type { MarketData } from '../ports/MarketData';
import type { CounterStore, Metrics } from '../ports/Metrics';
import type { ModelDirectory } from '../ports/ModelDirectory';
import type { ModelRegistry } from '../ports/ModelRegistry';
import type { ModelStore } from '../ports/ModelStore';
import type { Notifier } from '../ports/Notifier';
import type { Probe } from '../ports/Probe';
import type { Queue } from '../ports/Queue';
import type { RateLimit } from '../ports/RateLimit';
import type { Reprojections } from '../ports/Reprojections';
import type { RuleStore } from '../ports/RuleStore';
import type { SavedAnswers } from '../ports/SavedAnswers';
import type { Secrets } from '../ports/Secrets';
import type { SplitBook } from '../ports/SplitBook';
import type { SplitFeed } from '../ports/SplitFeed';
import type { Subscriber } from '../ports/Subscriber';
import type { SubscriptionStore } from '../ports/SubscriptionStore';
import type { ProblemCode } from '../problems';
import type { WatchlistStore } from '../ports/WatchlistStore';

import type { SweepNotes } from './sweepNotes';

export type DeliveryMessage = {
  readonly tenant: string;
  readonly alertId: string;
  readonly targetId: string;
};

export type TrainingMessage = { readonly tenant: string; readonly jobId: string };

/** How patient delivery is; stage parameters, short in tests. */
export type Timing = {
  /** How long one worker may hold a delivery. */
  readonly leaseMs: number;
  /** How long an alert may stay short of its end before the reconciler looks at it. */
  readonly outboxDueMs: number;
  /** How long a delivery is tried. */
  readonly giveUpMs: number;
};

export type SubscriptionTiming = {
  /** How long after the provider was asked how a subscription stands it is asked again (ms). */
  readonly lookAgainMs: number;
};

/** Bars up to the close of the last of them (epoch ms), and the slots up to it. Whoever is given them shares them. */
export type RecentBars = {
  readonly upTo: number;
  readonly bars: CredibleBars;
  readonly slots: readonly Slot[];
  /** Why the source gave nothing, where these are the last that it gave. */
  readonly sourceFailed?: ProblemCode;
};

/** What a process keeps of what it has read and made. Nothing that is judged, trained or stored comes from here but models, which never change. */
export type Caches = {
  readonly bars: Cache<RecentBars>;
  /** What could not be read is undefined, and not kept. */
  readonly models: Cache<ModelArtifact | undefined>;
  readonly forecasts: Cache<Forecast>;
};

/** Everything the use cases know of the world; each takes a `Pick` of what it uses. */
export type Deps = {
  readonly clock: Clock;
  readonly marketClock: MarketClock;
  readonly marketData: MarketData;
  /** Undefined where bars are played. */
  readonly liveQuotes?: LiveQuotes | undefined;
  /** Undefined where bars are played. */
  readonly splitFeed?: SplitFeed | undefined;
  readonly callBudget: CallBudget;
  readonly sweepNotes: SweepNotes;
  readonly bars: BarStore;
  /** Undefined where nobody has one. */
  readonly archive?: BarArchive | undefined;
  readonly caches: Caches;
  readonly cursors: Cursors;
  readonly splits: SplitBook;
  readonly rateLimit: RateLimit;
  readonly savedAnswers: SavedAnswers;
  readonly rules: RuleStore;
  readonly instances: InstanceStore;
  readonly reprojections: Reprojections;
  readonly watchlists: WatchlistStore;
  readonly alerts: AlertStore;
  readonly ledger: DeliveryLedger;
  readonly subscriptions: SubscriptionStore;
  readonly subscriber: Subscriber;
  readonly subscriptionTiming: SubscriptionTiming;
  readonly notifier: Notifier;
  readonly models: ModelStore;
  readonly registry: ModelRegistry & ModelDirectory;
  readonly jobs: JobStore;
  readonly keys: KeyStore;
  readonly ids: Ids;
  readonly secrets: Secrets;
  readonly evaluateQueue: Queue<SeriesKey>;
  readonly deliverQueue: Queue<DeliveryMessage>;
  readonly trainQueue: Queue<TrainingMessage>;
  readonly probes: readonly Probe[];
  readonly log: Log;
  readonly correlation: Correlation;
  readonly metrics: Metrics;
  readonly counters: CounterStore;
  readonly timing: Timing;
};
