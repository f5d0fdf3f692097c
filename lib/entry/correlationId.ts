import { redacted } from '../redacted';

const WELL_FORMED = /^[A-Za-z0-9._-]{1,128}$/;

/**
 * A correlation id that came from outside, if it may go into logs and messages: 1 to 128 letters, digits and `._-`
 * that do not look like a secret. Undefined otherwise: a request is never refused for it.
 *
 * @example wellFormedCorrelationId('order-17') // → 'order-17'
 */
export const wellFormedCorrelationId = (given: string | undefined): string | undefined =>
  given !== undefined && WELL_FORMED.test(given) && redacted(given) === given ? given : undefined;
