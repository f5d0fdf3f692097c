export type CloudAddress = {
  /** Where the services answer; undefined is AWS itself. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** Undefined takes the function's own role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
};

const CONNECT_WITHIN_MS = 1_000;
const ANSWER_WITHIN_MS = 4_000;
const ATTEMPTS = 4;
/** The time to connect counts from the request on: one that waits for a socket would be taken for a silent peer. */
const SOCKETS = { maxSockets: 256 };

/**
 * What every client of ours has in common: it gives up on a silent peer within seconds, since a caller
 * waits, and tries throttled and lost requests again a few times.
 */
export const clientOptions = ({ endpoint, region, credentials }: CloudAddress) => ({
  maxAttempts: ATTEMPTS,
  requestHandler: {
    connectionTimeout: CONNECT_WITHIN_MS,
    requestTimeout: ANSWER_WITHIN_MS,
    throwOnRequestTimeout: true,
    httpAgent: SOCKETS,
    httpsAgent: SOCKETS,
  },
  ...(endpoint !== undefined && { endpoint }),
  ...(region !== undefined && { region }),
  ...(credentials !== undefined && { credentials }),
});
