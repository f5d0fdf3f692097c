/** One alert, said in each form a channel needs. */
export type Notice = {
  readonly alertId: string;
  readonly tenant: string;
  readonly severity: string;
  readonly symbol: string;
  /** One printable line under 100 characters. */
  readonly subject: string;
  /** Plain text of the e-mail. */
  readonly email: string;
  /** One GSM-7 part. */
  readonly sms: string;
};

/** Tells a tenant's native SNS subscribers (e-mail, SMS) and the operator's topic. */
export type Notifier = {
  /** Resolves once the provider accepted; throws NOTIFY_UNAVAILABLE (retryable) or NOTIFY_REJECTED (final). */
  publish(notice: Notice): Promise<void>;
};
