/** What happened so far between one alert and one target. */
export type Delivery = {
  readonly alertId: string;
  /** `sns` for the tenant's topic, or the id of a subscription. */
  readonly targetId: string;
  readonly channel: 'sns';
  readonly state: 'sending' | 'retrying' | 'sent' | 'failed';
  readonly attempts: number;
  /** Epoch ms of the last change. */
  readonly at: number;
  /** Epoch ms before which no further attempt is made; only while retrying. */
  readonly notBefore?: number;
};

/** True once no further attempt will be made. */
export const isTerminal = (delivery: Delivery): boolean =>
  delivery.state === 'sent' || delivery.state === 'failed';
