import { vendorLine } from './terminal';

type Line = Readonly<Record<string, unknown>>;

const SAYS: Readonly<Record<string, (line: Line) => string>> = {
  'bars of another source': ({ source, instead }) =>
    `${String(source)} serves in place of ${failures(instead)}`,
  'vendor left alone': ({ vendor, until, because }) =>
    `${String(vendor)} is left alone until ${String(until).slice(11, 19)}: ${String(because)}`,
  'vendor answers again': ({ vendor }) => `${String(vendor)} answers again`,
};

const failures = (instead: unknown): string =>
  (Array.isArray(instead) ? (instead as { provider?: string; code?: string }[]) : [])
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
 * Edge  what is said again of every bar is told once, until something else is.
 */
export function vendorWatch(print: (text: string) => void): (text: string) => void {
  let last = '';
  const tell = (line: Line): void => {
    const text = typeof line['message'] === 'string' ? SAYS[line['message']]?.(line) : undefined;
    if (text === undefined || text === last) return;
    last = text;
    print(vendorLine(String(line['timestamp']).slice(11, 19), text));
  };
  return (text) => {
    for (const one of text.split('\n')) {
      if (!Object.keys(SAYS).some((message) => one.includes(`"${message}"`))) continue;
      const line = lineIn(one);
      if (line) tell(line);
    }
  };
}
