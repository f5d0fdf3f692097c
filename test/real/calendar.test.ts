import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { dateOf } from '../../lib/market/calendar/civilDate';
import { sessionOn } from '../../lib/market/calendar/sessionOn';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import { specialDays } from '../../lib/market/calendar/specialDays';
import { realData } from '../support/realData';

type Row = Readonly<Record<string, string>>;

function rows(file: string): Row[] {
  return parse(readFileSync(realData('calendar', file)), { columns: true, skip_empty_lines: true });
}

const SESSIONS = 'nyse_sessions_2000_2022.csv';
const CLOSURES = 'nyse_closures_2000_2022.csv';

describe('the NYSE calendar 2000–2022', () => {
  it('has exactly the recorded sessions, open and close to the second', () => {
    const recorded = rows(SESSIONS).map((row) => `${row['session']} ${row['open_utc']} ${row['close_utc']}`);
    const instant = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');
    const ours = sessionsBetween('2000-01-01', '2022-12-31').map(
      ({ date, openAt, closeAt }) => `${date} ${instant(openAt)} ${instant(closeAt)}`,
    );
    expect(recorded).toHaveLength(5_787);
    expect(ours).toEqual(recorded);
  });

  it('has exactly the recorded closures and early closes, each with its kind and occasion', () => {
    const kinds: Readonly<Record<string, string>> = { holiday: 'closed', early_close: 'earlyClose' };
    const recorded = rows(CLOSURES).map((row) => `${row['date']} ${kinds[row['kind'] ?? '']} ${row['name']}`);
    const years = Array.from({ length: 23 }, (_, index) => 2000 + index);
    const ours = years.flatMap((year) =>
      [...specialDays(year)].map(([day, { kind, name }]) => `${dateOf(day)} ${kind} ${name}`),
    );
    expect(recorded).toHaveLength(263);
    expect(ours).toEqual(recorded);
  });

  it('keeps the recorded kind: no session on a closure, a short one on an early close', () => {
    const wrong = rows(CLOSURES).filter(({ date, kind }) => {
      const session = sessionOn(date ?? '');
      return kind === 'holiday' ? session !== undefined : session?.earlyClose !== true;
    });
    expect(wrong).toEqual([]);
  });
});
