import { createHmac, timingSafeEqual } from 'node:crypto';
import { Problem } from '../../problems';
import type { Caller } from './authenticate';

/** What a cursor belongs to: it opens for the same route, tenant and filters only. */
export type CursorBond = {
  readonly caller: Pick<Caller, 'tenant' | 'cursorKey'>;
  readonly route: string;
  readonly filters: Readonly<Record<string, unknown>>;
};

const MAC_BYTES = 16;

/**
 * A place in a list as callers carry it: `<place>.<mac>`, both base64url. The mac is made with a key
 * derived from the stored hash of the caller's API key, so no further secret has to be kept, and a
 * cursor ends with the key that was given it.
 */
export const sealCursor = (bond: CursorBond, place: string): string =>
  `${Buffer.from(place, 'utf8').toString('base64url')}.${macOf(bond, place).toString('base64url')}`;

/** The place in a cursor. Throws INPUT_INVALID for one that we did not make for this list and caller. */
export function openCursor(bond: CursorBond, cursor: string): string {
  const [placeText = '', macText = ''] = cursor.split('.');
  const place = Buffer.from(placeText, 'base64url').toString('utf8');
  const mac = Buffer.from(macText, 'base64url');
  const expected = macOf(bond, place);
  if (mac.length === MAC_BYTES && timingSafeEqual(mac, expected) && cursor === sealCursor(bond, place))
    return place;
  const message =
    '"cursor" is not one we gave for this list, these filters and this API key; begin again without it.';
  throw new Problem('INPUT_INVALID', message, { details: [{ path: 'cursor', message }] });
}

function macOf({ caller, route, filters }: CursorBond, place: string): Buffer {
  const named = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const bound = JSON.stringify([route, caller.tenant, named, place]);
  return createHmac('sha256', caller.cursorKey).update(bound).digest().subarray(0, MAC_BYTES);
}
