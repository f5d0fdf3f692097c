/** An epoch-ms instant as callers read it: ISO-8601, UTC. */
export const instant = (at: number): string => new Date(at).toISOString();
