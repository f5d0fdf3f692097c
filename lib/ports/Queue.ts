/** A queue of one kind of message. */
export type Queue<Message> = {
  /** Sends every message at least once, or throws STORE_UNAVAILABLE; what the queue refused is sent again. */
  send(messages: readonly Message[]): Promise<void>;
};
