import type { Notice, Notifier } from '../../ports/Notifier';
import { copyOf } from './copyOf';

export type MemoryNotifier = Notifier & {
  /** Every notice accepted so far, oldest first; doubles are kept. */
  readonly sent: readonly Notice[];
};

/** A notifier that remembers what it was told. */
export function memoryNotifier(): MemoryNotifier {
  const sent: Notice[] = [];
  return {
    sent,
    async publish(notice) {
      sent.push(copyOf(notice));
    },
  };
}
