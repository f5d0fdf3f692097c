import type { RawBar } from '../../market/bar';
import type { Outcome } from './outcome';
import { vendorProblem } from './vendorProblem';

type Asked = Parameters<typeof vendorProblem>[1];

/**
 * The bars of several answers of one vendor; undefined where none of them knows the symbol.
 *
 * Throws  what any other refusal means to the caller.
 */
export function vendorBars(
  outcomes: readonly Outcome<readonly RawBar[]>[],
  asked: Asked,
): readonly RawBar[] | undefined {
  const known = outcomes.filter(({ kind }) => kind !== 'unknownSymbol');
  if (known.length === 0) return undefined;
  return known.flatMap((outcome) => {
    if (outcome.kind === 'data') return outcome.data;
    throw vendorProblem(outcome, asked);
  });
}
