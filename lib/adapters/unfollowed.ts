import type { Reprojection } from '../ports/Reprojections';
import { Problem } from '../problems';
import { quoted } from '../quoted';

/** Series that a note may name before no more are added: some thousands fit into an item. */
export const MOST_SERIES = 4_000;

/** A rule that has not followed so many changes of what it watches that its note is full. */
export const tooMuchUnfollowed = ({ ruleId }: Reprojection): Problem =>
  new Problem(
    'STORE_CONFLICT',
    `The rule ${quoted(ruleId)} has not followed earlier changes of what it watches yet. Repeat this one in some minutes.`,
  );
