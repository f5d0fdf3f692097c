import { createHash } from 'node:crypto';
import { base32 } from '../base32';

/** What a model is made from: the same inputs give the same model and the same id. */
export type ModelOrigin = {
  readonly owner: string;
  readonly series: string;
  readonly interval: string;
  readonly horizonBars: number;
  readonly kind: string;
  /** Close of the last bar seen, epoch ms. */
  readonly trainedThrough: number;
  readonly seed: number;
  readonly features: readonly string[];
};

const ID_LENGTH = 26;

/**
 * The id of the model that these inputs make.
 *
 * Shape   26 characters of lower-case base32: 130 bits of a sha-256.
 */
export function modelId(origin: ModelOrigin): string {
  const { owner, series, interval, horizonBars, kind, trainedThrough, seed, features } = origin;
  const inputs = JSON.stringify([owner, series, interval, horizonBars, kind, trainedThrough, seed, features]);
  return base32(createHash('sha256').update(inputs).digest()).slice(0, ID_LENGTH);
}
