import { createHash } from 'node:crypto';

/**
 * What is kept of a key's secret, the part of a token after its dot: hex sha-256. A plain hash is enough because
 * secrets are random; it would not be for passwords.
 */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
