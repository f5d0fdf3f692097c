/** One day's regular trading hours on the New York Stock Exchange. */
export type Session = {
  /** `YYYY-MM-DD` in New York. */
  readonly date: string;
  /** Epoch ms of 09:30 New York time. */
  readonly openAt: number;
  /** Epoch ms of 16:00 New York time, 13:00 on an early close. */
  readonly closeAt: number;
  readonly earlyClose: boolean;
};

/** Minutes of trading in a session of full length, and in a short one. */
export const FULL_SESSION_MINUTES = 390;
export const SHORT_SESSION_MINUTES = 210;
