import { listSessions } from '../../../lib/app/listSessions';
import { standingClock } from '../../support/world';

const deps = { clock: standingClock(Date.UTC(2026, 10, 23, 15)) };
const datesOf = (query: Omit<Parameters<typeof listSessions>[1], 'limit'> & { limit?: number }) => {
  const { items, next } = listSessions(deps, { limit: 500, ...query });
  return { dates: items.map(({ date }) => date), next };
};

test('both ends are included and holidays are not', () => {
  expect(datesOf({ from: '2024-12-24', to: '2024-12-26' })).toEqual({
    dates: ['2024-12-24', '2024-12-26'],
    next: undefined,
  });
});

test('without ends it is today and the 30 days after', () => {
  const { dates } = datesOf({});
  expect([dates[0], dates.at(-1)]).toEqual(['2026-11-23', '2026-12-23']);
});

test('an end that has passed is asked for with the 30 days before it, one to come from today on', () => {
  expect(datesOf({ to: '2008-01-31' }).dates).toHaveLength(21);
  expect(datesOf({ to: '2026-11-30' }).dates[0]).toBe('2026-11-23');
});

test('a page ends at its limit and the next begins behind it', () => {
  const query = { from: '2024-01-02', to: '2024-01-08', limit: 3 };
  expect(datesOf(query)).toEqual({ dates: ['2024-01-02', '2024-01-03', '2024-01-04'], next: '2024-01-04' });
  expect(datesOf({ ...query, after: '2024-01-04' })).toEqual({
    dates: ['2024-01-05', '2024-01-08'],
    next: undefined,
  });
});

test('a leap year of days is answered', () => {
  expect(datesOf({ from: '2024-01-01', to: '2024-12-31' }).dates).toHaveLength(252);
});

test.each([
  ['an end before the beginning', { from: '2024-01-02', to: '2024-01-01' }],
  ['a year before the calendar begins', { from: '1985-01-02', to: '1985-01-09' }],
  ['a year behind its end', { from: '2100-12-30', to: '2101-01-02' }],
  ['one day more than a leap year', { from: '2024-01-01', to: '2025-01-01' }],
])('%s is refused', (_, query) => {
  expect(() => datesOf(query)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
});

test.each([
  ['an end that has passed begins 30 days before it', { to: '2008-01-31' }, '2008-01-02', '2008-01-31'],
  ['an end today is asked for from today on', { to: '2026-11-23' }, '2026-11-23', '2026-11-23'],
  ['a beginning goes on for 30 days', { from: '2008-01-02' }, '2008-01-02', '2008-02-01'],
  ['the last days have no 30 behind them', { from: '2100-12-20' }, '2100-12-20', '2100-12-31'],
  ['the first days have no 30 before them', { to: '1990-01-10' }, '1990-01-02', '1990-01-10'],
  ['one day is a stretch', { from: '2024-01-02', to: '2024-01-02' }, '2024-01-02', '2024-01-02'],
  [
    'the calendar begins with its first year',
    { from: '1990-01-01', to: '1990-01-05' },
    '1990-01-02',
    '1990-01-05',
  ],
])('%s', (_law, query, first, last) => {
  const { dates } = datesOf(query);
  expect([dates[0], dates.at(-1)]).toEqual([first, last]);
});

test('a page that ends with the stretch has none behind it', () => {
  const query = { from: '2024-01-02', to: '2024-01-04' };
  expect(datesOf({ ...query, limit: 3 })).toEqual({
    dates: ['2024-01-02', '2024-01-03', '2024-01-04'],
    next: undefined,
  });
  expect(datesOf({ ...query, after: '2024-01-04' })).toEqual({ dates: [], next: undefined });
});

test.each([
  ['the end', 'an end before the beginning', { from: '2024-01-02', to: '2024-01-01' }, 'to'],
  ['the end', 'too long a stretch', { from: '2024-01-01', to: '2025-01-01' }, 'to'],
  ['the beginning', 'a year before the calendar', { from: '1985-01-02', to: '1985-01-09' }, 'from'],
  ['the beginning', 'a year before the calendar without an end', { from: '1985-01-02' }, 'from'],
  ['the beginning', 'a year behind the calendar without an end', { from: '2101-01-01' }, 'from'],
  ['the beginning', 'the last year that a date can have', { from: '9999-12-31' }, 'from'],
  ['the end', 'a year before the calendar without a beginning', { to: '1985-01-09' }, 'to'],
  ['the end', 'a year behind the calendar without a beginning', { to: '9999-12-31' }, 'to'],
  ['the end', 'a year behind the calendar', { from: '2100-12-30', to: '2101-01-02' }, 'to'],
])('%s is named as the place of %s', (_place, _what, query, path) => {
  const details = [{ path, message: expect.stringContaining(`"${path}"`) }];
  expect(() => datesOf(query)).toThrow(expect.objectContaining({ details }));
});

test.each([
  ['1985-01-02', { from: '1985-01-02' }],
  ['9999-12-31', { from: '9999-12-31' }],
  ['1985-01-09', { to: '1985-01-09' }],
])('a refusal of %s names no date that was not sent', (sent, query) => {
  const message = expect.stringMatching(
    new RegExp(`^"(from|to)" is "${sent}"\\. The calendar knows 1990 to 2100;`),
  );
  expect(() => datesOf(query)).toThrow(expect.objectContaining({ message }));
});
