import { vendorLine } from './terminal';

type Line = Readonly<Record<string, unknown>>;

const SAYS: Readonly<Record<string, (line: Line) => string>> = {
  'bars of another source': ({ source, instead }) =>
    `${String(source)} serves in place of ${failures(instead)}`,
  'vendor left alone': ({ vendor, until, because }) =>
    `${String(vendor)} is left alone until ${String(until).slice(11, 19)}: ${String(because)}`,
  'vendor answers again': ({ vendor }) => `${String(vendor)} answers again`,
};

/** So long a question takes at most, whoever is asked. */
const LONGEST_QUESTION_MS = 20_000;

type Failed = { readonly provider?: string; readonly code?: string };

const failedIn = (instead: unknown): readonly Failed[] =>
  Array.isArray(instead) ? (instead as readonly Failed[]) : [];

const failures = (instead: unknown): string =>
  failedIn(instead)
    .map(({ provider, code }) => `${provider} (${code})`)
    .join(', ');

/** A line of the log; undefined for what names a message and is none. */
function lineIn(text: string): Line | undefined {
  try {
    return JSON.parse(text.slice(text.indexOf('{'))) as Line;
  } catch {
    return undefined;
  }
}

/**
 * Tells in the terminal what the functions log of their vendors: who serves, who is left alone, and who answers again.
 *
 * Edge  what is said again of every bar is told once, until something else is. Who was refused while a vendor was tried
 *       again may be served by another after that has answered: so long as a question takes nobody is told to serve in
 *       its place, unless it is left alone anew. What is still so then is said again of the next bar.
 */
export function vendorWatch(print: (text: string) => void): (text: string) => void {
  let last = '';
  /** When each vendor answered again (epoch ms). */
  const backAt = new Map<string, number>();
  const isOvertaken = ({ message, instead }: Line, at: number): boolean =>
    message === 'bars of another source' &&
    failedIn(instead).some(
      ({ provider = '' }) => at - (backAt.get(provider) ?? -Infinity) < LONGEST_QUESTION_MS,
    );
  const tell = (line: Line): void => {
    const { message, timestamp, vendor } = line;
    const text = typeof message === 'string' ? SAYS[message]?.(line) : undefined;
    const at = Date.parse(String(timestamp));
    if (message === 'vendor answers again') backAt.set(String(vendor), at);
    if (message === 'vendor left alone') backAt.delete(String(vendor));
    if (text === undefined || text === last || isOvertaken(line, at)) return;
    last = text;
    print(vendorLine(String(timestamp).slice(11, 19), text));
  };
  return (text) => {
    for (const one of text.split('\n')) {
      if (!Object.keys(SAYS).some((message) => one.includes(`"${message}"`))) continue;
      const line = lineIn(one);
      if (line) tell(line);
    }
  };
}
