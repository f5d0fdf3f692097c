/** Structured log lines. Nothing a user entrusted to us (address, phone, key, secret) goes in. */
export type Log = {
  /** What happened as it should. */
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** What went wrong and is made good without anybody's help. */
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** What somebody has to look at. */
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
};
