import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from 'simple-statistics';
import { textTable } from '../support/textTable';

/** How much memory a process had at an instant, in bytes. */
export type MemorySample = {
  readonly process: string;
  /** Epoch ms. */
  readonly at: number;
  readonly rss: number;
  readonly heapUsed: number;
};

/** The samples of one process, oldest first. */
export type MemoryOfProcess = readonly MemorySample[];

export type Growth = {
  readonly process: string;
  readonly samples: number;
  /** Medians of the first and of the last minute, in MB. */
  readonly rssMb: readonly [first: number, last: number];
  readonly heapMb: readonly [first: number, last: number];
};

const MINUTE_MS = 60_000;
const MB = 1_048_576;
const LIMIT_MB = 50;

/** What the processes of a stack have told into a folder. */
export const memoryTold = (folder: string): readonly MemoryOfProcess[] =>
  readdirSync(folder).map((file) =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as MemorySample),
  );

/**
 * How much a process has grown between two instants: the median of the last minute beside that of the first.
 *
 * Throws  when it did not tell anything in one of these minutes: it is gone, and nothing is known of its growth.
 */
export function growthOf(told: MemoryOfProcess, from: number, to: number): Growth {
  const within = (begin: number, end: number) => told.filter(({ at }) => at >= begin && at < end);
  const [first, last] = [within(from, from + MINUTE_MS), within(to - MINUTE_MS, to)];
  const name = told[0]?.process ?? 'a process';
  if (first.length === 0 || last.length === 0) {
    throw new Error(
      `${name} told ${first.length} samples in the first minute and ${last.length} in the last`,
    );
  }
  const medians = (of: (sample: MemorySample) => number): [number, number] => [
    median(first.map(of)) / MB,
    median(last.map(of)) / MB,
  ];
  return {
    process: name,
    samples: within(from, to).length,
    rssMb: medians(({ rss }) => rss),
    heapMb: medians(({ heapUsed }) => heapUsed),
  };
}

const HEADINGS = [
  ...['process', 'samples', 'RSS first minute MB', 'last minute MB', 'growth MB'],
  ...['heap first minute MB', 'last minute MB', 'limit of growth MB', 'ok'],
];

/** One line for each process. */
export const memoryTable = (growths: readonly Growth[]): string =>
  textTable(
    HEADINGS,
    growths.map((growth) => [
      growth.process,
      String(growth.samples),
      ...growth.rssMb.map(oneDecimal),
      oneDecimal(grownMb(growth)),
      ...growth.heapMb.map(oneDecimal),
      String(LIMIT_MB),
      leaks(growth) ? 'NO' : 'yes',
    ]),
  );

/** Whether a process has grown by more than it may. */
export const leaks = (growth: Growth): boolean => !(grownMb(growth) <= LIMIT_MB);

const grownMb = ({ rssMb: [first, last] }: Growth): number => last - first;

const oneDecimal = (mb: number): string => mb.toFixed(1);
