import type { Queue } from '../../ports/Queue';
import { copyOf } from './copyOf';

export type MemoryQueue<Message> = Queue<Message> & {
  /** What waits, oldest first. */
  readonly messages: readonly Message[];
  /** Takes up to `count` of the oldest away: received and deleted in one. */
  take(count: number): readonly Message[];
};

/** A queue in memory: in order, each message once. */
export function memoryQueue<Message>(): MemoryQueue<Message> {
  const messages: Message[] = [];
  return {
    messages,
    async send(more) {
      messages.push(...more.map(copyOf));
    },
    take(count) {
      return messages.splice(0, count);
    },
  };
}
