import { randomBytes } from 'node:crypto';

/** A name that no other test has used, in this run or another: suites may stand on one table. */
export const unique = (what: string): string => `${what}-${randomBytes(8).toString('hex')}`;
