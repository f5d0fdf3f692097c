import { boosted } from './boosted/boosted';
import { ewma } from './ewma';
import type { FitOf, ModelKind } from './fit';
import { garch } from './garch/garch';
import { har } from './har';
import { linear } from './linear';
import { logistic } from './logistic';
import { lstm } from './lstm/lstm';
import type { Model } from './model';
import { naive } from './naive';
import { ridge } from './ridge';

const MODELS: { readonly [K in ModelKind]: Model<FitOf<K>> } = {
  naive, ewma, har, ridge, linear, logistic, garch, boosted, lstm,
}; // prettier-ignore

/**
 * The model of that name.
 *
 * @example modelNamed('ewma').features // → ['ewmaVariance']
 */
export function modelNamed<K extends ModelKind>(kind: K): Model<FitOf<K>> {
  return MODELS[kind];
}
