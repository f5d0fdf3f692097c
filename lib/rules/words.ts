const AMOUNT = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15 });

/**
 * A number of a rule as a sentence writes it.
 *
 * @example amount(1300) // → '1,300'
 */
export const amount = (value: number): string => AMOUNT.format(value);
