import type { Queue } from '../../lib/ports/Queue';

type Message = { readonly place: number; readonly text: string };

export type ReadableQueue = {
  readonly queue: Queue<Message>;
  /** Takes everything that waits. */
  drain(): Promise<readonly Message[]>;
};

export function queueLaws(make: () => Promise<ReadableQueue>): void {
  describe('a queue', () => {
    it.each([
      { count: 0, bytes: 10, law: 'nothing' },
      { count: 1, bytes: 10, law: 'one message' },
      { count: 10, bytes: 10, law: 'as many as a batch holds' },
      { count: 25, bytes: 10, law: 'more than a batch holds' },
      { count: 7, bytes: 100_000, law: 'more bytes than a batch holds' },
    ])('carries $law', async ({ count, bytes }) => {
      const { queue, drain } = await make();
      const sent = Array.from({ length: count }, (_, place) => ({ place, text: 'x'.repeat(bytes) }));
      await queue.send(sent);
      const received = [...(await drain())].sort((a, b) => a.place - b.place);
      expect(received).toEqual(sent);
    });

    it('carries text that markup and transport could change', async () => {
      const { queue, drain } = await make();
      const sent = { place: 0, text: '<a href="x">&amp;</a>\n\té 𝄞 \u0000 \uffff \\u0041 "quoted"' };
      await queue.send([sent]);
      expect(await drain()).toEqual([sent]);
    });
  });
}
