import { bytesOf, FLOATS } from './numberColumn';

/** Where each column of a body lies: wide ones first, so that each begins at a multiple of its width. */
export type BodyPlaces = {
  /** Of each column of numbers, in the order of their layouts. */
  readonly numbersAt: readonly number[];
  readonly startsAt: number;
  readonly lengthsAt: number;
  readonly sourcesAt: number;
  readonly qualitiesAt: number;
  /** Where the body ends. */
  readonly end: number;
};

/**
 * Where the columns of `count` bars lie behind a header.
 *
 * Units   bytes from the beginning.
 */
export function bodyPlaces(bodyAt: number, count: number, layouts: readonly number[]): BodyPlaces {
  let at = bodyAt;
  const take = (bytesEach: number): number => {
    const begins = at;
    at += bytesEach * count;
    return begins;
  };
  const numbersAt = layouts.map(() => 0);
  const place = (isWide: boolean): void =>
    layouts.forEach((layout, column) => {
      if ((layout === FLOATS) === isWide) numbersAt[column] = take(bytesOf(layout));
    });
  place(true);
  place(false);
  const startsAt = take(4);
  const lengthsAt = take(2);
  const sourcesAt = take(1);
  const qualitiesAt = take(1);
  return { numbersAt, startsAt, lengthsAt, sourcesAt, qualitiesAt, end: at };
}
