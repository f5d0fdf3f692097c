import { nextSession } from '../../../../lib/market/calendar/nextSession';
import { lastOpenedSession } from '../../../../lib/market/calendar/lastOpenedSession';
import { previousSession } from '../../../../lib/market/calendar/previousSession';
import { sessionAt } from '../../../../lib/market/calendar/sessionAt';
import { sessionOn } from '../../../../lib/market/calendar/sessionOn';
import { sessionsBetween } from '../../../../lib/market/calendar/sessionsBetween';
import { isProblem } from '../../../../lib/problems';

describe('sessionOn', () => {
  it.each([
    ['a winter session opens at 14:30 UTC', '2024-01-02', '14:30', '21:00'],
    ['a summer session opens at 13:30 UTC', '2024-07-02', '13:30', '20:00'],
    ['the Monday after the clocks go forward', '2024-03-11', '13:30', '20:00'],
    ['the Friday before they do', '2024-03-08', '14:30', '21:00'],
    ['the April change of the years before 2007', '2006-03-31', '14:30', '21:00'],
    ['a short session ends at 13:00 New York time', '2024-11-29', '14:30', '18:00'],
  ])('%s', (_name, date, open, close) => {
    const [openAt, closeAt] = [Date.parse(`${date}T${open}Z`), Date.parse(`${date}T${close}Z`)];
    expect(sessionOn(date)).toEqual({ date, openAt, closeAt, earlyClose: close === '18:00' });
  });

  it.each([
    ['a Saturday', '2024-06-15'],
    ['a Sunday', '2024-06-16'],
    ['Juneteenth since 2022', '2024-06-19'],
    ['Juneteenth on Sunday, kept on Monday', '2022-06-20'],
    ['New Year on Sunday, kept on Monday', '2023-01-02'],
    ['Good Friday', '2024-03-29'],
    ['Memorial Day on the 31st', '2021-05-31'],
    ['Independence Day on Saturday, kept on Friday', '2020-07-03'],
    ['Christmas on Saturday, kept on Friday', '2021-12-24'],
    ['a day of mourning', '2025-01-09'],
    ['a day that no month has', '2023-02-29'],
    ['another spelling', '2024-7-2'],
    ['an instant', '2024-07-02T00:00:00Z'],
    ['a year before the calendar', '1989-12-29'],
    ['a year after it', '2101-01-03'],
  ])('knows none on %s', (_name, date) => {
    expect(sessionOn(date)).toBeUndefined();
  });

  it.each([
    ['New Year on Saturday is kept on no day', '2021-12-31', false],
    ['19 June was a session before 2022', '2020-06-19', false],
    ['Martin Luther King Jr. Day was one before 1998', '1997-01-20', false],
    ['3 July on Wednesday is short since 2013', '2013-07-03', true],
    ['and was long before', '2002-07-03', false],
    ['the Friday after Independence Day 2002', '2002-07-05', true],
    ['the Friday after Christmas 2003', '2003-12-26', true],
    ['Christmas Eve on Thursday', '2020-12-24', true],
  ])('%s', (_name, date, earlyClose) => {
    expect(sessionOn(date)?.earlyClose).toBe(earlyClose);
  });
});

describe('sessionsBetween', () => {
  const datesOf = (from: string, to: string): string[] => sessionsBetween(from, to).map(({ date }) => date);

  it.each([
    ['includes both ends', '2024-07-02', '2024-07-05', ['2024-07-02', '2024-07-03', '2024-07-05']],
    ['crosses a year', '2023-12-29', '2024-01-02', ['2023-12-29', '2024-01-02']],
    ['is empty over a weekend', '2024-06-15', '2024-06-16', []],
    ['is empty backwards', '2024-07-05', '2024-07-02', []],
    ['is empty outside the calendar', '1980-01-01', '1989-12-31', []],
  ])('%s', (_name, from, to, dates) => {
    expect(datesOf(from, to)).toEqual(dates);
  });

  it('refuses what is no date, naming it', () => {
    expect(() => datesOf('2024-02-30', '2024-03-01')).toThrow('date "2024-02-30" is not a date');
    expect(() => datesOf('2024-02-01', 'today')).toThrow('date "today" is not a date');
  });
});

describe('nextSession and previousSession', () => {
  it.each([
    ['over the week of September 2001', '2001-09-10', '2001-09-17'],
    ['over a long weekend', '2024-08-30', '2024-09-03'],
    ['over a year', '2021-12-31', '2022-01-03'],
  ])('meet %s', (_name, before, after) => {
    expect([nextSession(before).date, previousSession(after).date]).toEqual([after, before]);
  });

  it('start from days that are no sessions', () => {
    expect([nextSession('2024-06-15').date, previousSession('2024-06-16').date]).toEqual([
      '2024-06-17',
      '2024-06-14',
    ]);
  });

  it.each([
    ['the first', () => previousSession('1990-01-01')],
    ['the last', () => nextSession('2100-12-31')],
    ['a date that is none', () => nextSession('yesterday')],
  ])('refuse to look beyond %s', (_name, look) => {
    let thrown: unknown;
    try {
      look();
    } catch (error) {
      thrown = error;
    }
    expect(isProblem(thrown, 'INPUT_INVALID')).toBe(true);
  });
});

describe('sessionAt and lastOpenedSession', () => {
  it.each([
    ['the open belongs to the session', '2024-07-03T13:30:00Z', '2024-07-03', '2024-07-03'],
    ['the last minute of a short session', '2024-07-03T16:59:59Z', '2024-07-03', '2024-07-03'],
    ['the close does not', '2024-07-03T17:00:00Z', undefined, '2024-07-03'],
    ['a moment before the open', '2024-07-03T13:29:59Z', undefined, '2024-07-02'],
    ['late in the evening, when UTC has changed the date', '2024-07-04T02:00:00Z', undefined, '2024-07-03'],
    ['a holiday', '2024-07-04T15:00:00Z', undefined, '2024-07-03'],
    ['a Sunday', '2024-07-07T15:00:00Z', undefined, '2024-07-05'],
    ['before the calendar', '1989-06-01T15:00:00Z', undefined, undefined],
    ['after the calendar', '2150-06-01T15:00:00Z', undefined, '2100-12-31'],
  ])('%s', (_name, instant, trading, opened) => {
    const at = Date.parse(instant);
    expect([sessionAt(at)?.date, lastOpenedSession(at)?.date]).toEqual([trading, opened]);
  });
});
