import { join } from 'node:path';

/** A path in the folder of real data, which REAL_DATA names; without it these tests fail, not skip. */
export function realData(...parts: readonly string[]): string {
  const folder = process.env['REAL_DATA'];
  if (!folder) throw new Error('REAL_DATA is not set: name the folder of real data');
  return join(folder, ...parts);
}
