import { boostedDisorder } from './boosted/boostedFit';
import type { Fit, FitOf } from './fit';
import { lstmDisorder } from './lstm/lstmFit';
import { modelNamed } from './modelNamed';

type Disorder = readonly [place: string, what: string];

const differing = (has: number, wanted: number, what: string): string | undefined =>
  has === wanted ? undefined : `has ${has} ${what} for ${wanted}`;

function treesIn({ trees, features }: FitOf<'boosted'>): string | undefined {
  return boostedDisorder(trees) ?? differing(trees.columns, features.length, 'columns');
}

function networkIn({ kind, network, features }: FitOf<'lstm'>): string | undefined {
  const { windowRows = 1 } = modelNamed(kind);
  const width = differing(network.columns, features.length, 'columns');
  return lstmDisorder(network) ?? width ?? differing(network.steps, windowRows, 'steps');
}

function memoryIn({ alpha, gamma, beta }: FitOf<'garch'>): string | undefined {
  const isAtRest = alpha + gamma >= 0 && alpha + gamma / 2 + beta < 1;
  return isAtRest ? undefined : 'its variance does not come to rest';
}

/** What is wrong inside what a model has learned, where that is more than lists of numbers, and in which field. */
export function disorderIn(fit: Fit): Disorder | undefined {
  const found: Record<string, string | undefined> = {
    ...(fit.kind === 'boosted' && { trees: treesIn(fit) }),
    ...(fit.kind === 'lstm' && { network: networkIn(fit) }),
    ...(fit.kind === 'garch' && { beta: memoryIn(fit) }),
  };
  const [place] = Object.entries(found);
  return place?.[1] === undefined ? undefined : [place[0], place[1]];
}
