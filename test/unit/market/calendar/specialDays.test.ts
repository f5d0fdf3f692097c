import { dateOf } from '../../../../lib/market/calendar/civilDate';
import { specialDays } from '../../../../lib/market/calendar/specialDays';

const written = (year: number): string[] =>
  [...specialDays(year)].map(([day, { kind, name }]) => `${dateOf(day)} ${kind} ${name}`);

describe('specialDays', () => {
  it('names every closure and early close of a year, oldest first', () => {
    expect(written(2012)).toEqual([
      "2012-01-02 closed New Year's Day (observed)",
      '2012-01-16 closed Martin Luther King Jr. Day',
      "2012-02-20 closed Washington's Birthday",
      '2012-04-06 closed Good Friday',
      '2012-05-28 closed Memorial Day',
      '2012-07-03 earlyClose Day before Independence Day',
      '2012-07-04 closed Independence Day',
      '2012-09-03 closed Labor Day',
      '2012-10-29 closed Hurricane Sandy',
      '2012-10-30 closed Hurricane Sandy',
      '2012-11-22 closed Thanksgiving Day',
      '2012-11-23 earlyClose Day after Thanksgiving',
      '2012-12-24 earlyClose Christmas Eve',
      '2012-12-25 closed Christmas Day',
    ]);
  });

  it('gives the reason of a closure that no rule foretells', () => {
    expect(written(2025)).toContain('2025-01-09 closed National Day of Mourning - Jimmy Carter');
  });
});
