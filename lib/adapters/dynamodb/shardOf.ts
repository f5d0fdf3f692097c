import { createHash } from 'node:crypto';

/** Which of `shards` partitions a name falls into: evenly, and always the same. */
export const shardOf = (name: string, shards: number): number =>
  createHash('sha256').update(name).digest().readUInt32BE(0) % shards;

/** The numbers of all shards. */
export const allShards = (shards: number): readonly number[] =>
  Array.from({ length: shards }, (_, shard) => shard);
