import type { BarYear } from '../../market/barColumns';
import { INTERVALS } from '../../market/interval';

const FOLDER = 'bars';
const KEY = /^bars\/([^/]+)\/([^/]+)\/(\d{4})\.bin$/;

/** Beginning of the keys of a series, or of all: a tenant's series has a slash, which must not end its folder. */
export const archivePrefix = (series?: string): string =>
  series === undefined ? `${FOLDER}/` : `${FOLDER}/${encodeURIComponent(series)}/`;

/** @example archiveKey({ series: 'acme/DESK', interval: '1d', year: 2015 }) // → 'bars/acme%2FDESK/1d/2015.bin' */
export const archiveKey = ({ series, interval, year }: BarYear): string =>
  `${archivePrefix(series)}${interval}/${String(year).padStart(4, '0')}.bin`;

/** The year a key stands for; undefined for a key of something else. */
export function yearOfKey(key: string): BarYear | undefined {
  const [, encoded = '', length, year] = KEY.exec(key) ?? [];
  const interval = INTERVALS.find((each) => each === length);
  if (interval === undefined) return undefined;
  const place = { series: decoded(encoded), interval, year: Number(year) };
  return archiveKey(place) === key ? place : undefined;
}

/** What nobody has encoded is no key of ours, and has no name. */
function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return '';
  }
}
