import { nearest } from './nearest';
import { given, quoted } from '../../quoted';

export type Vocabulary<Word extends string = string> = {
  /** What the word stands for, `field` or `op`. */
  readonly what: string;
  readonly accepted: readonly Word[];
  /** Words of the language that this version does not speak. */
  readonly later?: readonly string[];
};

/** Says why a word is not accepted: not in this version, or unknown, with what is accepted and the near miss. */
export function wordProblem(word: unknown, { what, accepted, later = [] }: Vocabulary): string {
  const list = accepted.join(', ');
  if (typeof word !== 'string') return `${what} must be ${textOf(accepted)}, not ${given(word)}`;
  if (later.includes(word))
    return `${what} ${quoted(word)} is not available in this version; available: ${list}`;
  const meant = nearest(word, accepted);
  const hint = meant === undefined ? '' : `; did you mean ${quoted(meant)}?`;
  return `unknown ${what} ${quoted(word)}; accepted: ${list}${hint}`;
}

const textOf = (accepted: readonly string[]): string =>
  `${accepted.length === 1 ? 'the text' : 'one of the texts'} ${accepted.map(quoted).join(', ')}`;
