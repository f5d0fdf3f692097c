import { createRequire } from 'node:module';

type Iterators = Record<'AbstractKeyIterator' | 'AbstractValueIterator', { prototype: LevelIterator }>;

type LevelIterator = { close(): Promise<void>; return?: () => Promise<void> };

/**
 * Lets the streams of dynalite end the iterators that they read from. They ask them for `return()`, as generators
 * have it; those of the database that dynalite brings are ended by `close()` alone. Without it each query and scan
 * leaves an iterator open, with a snapshot in memory that is not the heap's, until the database is closed.
 *
 * Shape   `dynalite` is the file of any of its modules: what it reads from is looked up from there.
 */
export function letIteratorsEnd(dynalite: string): void {
  const level = createRequire(dynalite).resolve('level');
  const iterators = createRequire(level)('abstract-level') as Iterators;
  for (const { prototype } of [iterators.AbstractKeyIterator, iterators.AbstractValueIterator])
    prototype.return ??= function end() {
      return this.close();
    };
}
