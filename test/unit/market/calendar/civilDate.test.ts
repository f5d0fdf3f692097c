import { DAY_MS, yearOfDay } from '../../../../lib/market/calendar/civilDate';

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

describe('the year of a day number', () => {
  test.each([
    ['the last day of a year', '1999-12-31', 1999],
    ['the first day of a year', '2000-01-01', 2000],
    ['a leap day', '2000-02-29', 2000],
    ['the day after February of a year without a leap day', '1900-03-01', 1900],
    ['a day before 1970', '1969-12-31', 1969],
    ['the last day the calendar knows', '2100-12-31', 2100],
  ])('%s', (_, date, year) => {
    expect(yearOfDay(dayOf(date))).toBe(year);
  });

  test('is the language’s for every day of a thousand years', () => {
    const wrong = [];
    for (let day = dayOf('1500-01-01'); day < dayOf('2500-01-01'); day += 1)
      if (yearOfDay(day) !== new Date(day * DAY_MS).getUTCFullYear()) wrong.push(day);
    expect(wrong).toEqual([]);
  });
});
