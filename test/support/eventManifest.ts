import { textOf } from './repository';

export type HttpCase = {
  readonly door: 'http';
  /** Method and path as the contract writes them. */
  readonly route: string;
  readonly status: number;
  readonly code?: string;
};

export type QueueCase = {
  readonly door: 'queue';
  /** Ids of the messages that come back. */
  readonly failed: readonly string[];
};

export type ScheduleCase = {
  readonly door: 'schedule';
  /** A schedule says nothing that could be wrong: its problem is a store that does not answer, and what the run ends with. */
  readonly down?: 'instances' | 'alerts';
  readonly code?: string;
};

export type EventCase = { readonly file: string; readonly function: string } & (
  HttpCase | QueueCase | ScheduleCase
);

/** What each file of events/ is for, and what must come of it. */
export const EVENT_CASES = JSON.parse(textOf('events/manifest.json')) as readonly EventCase[];

/** The cases of one kind of door, as rows of a test table. */
export const casesOf = <Door extends EventCase['door']>(door: Door) =>
  EVENT_CASES.filter((each) => each.door === door).map(
    (each) => [each.file, each as Extract<EventCase, { door: Door }>] as const,
  );

export const eventOf = <Event>(file: string): Event => JSON.parse(textOf(`events/${file}`)) as Event;
