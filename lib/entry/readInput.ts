import type * as z from 'zod';
import type { ProblemDetail } from '../problems';
import { Problem } from '../problems';
import { given, quoted, shortened } from '../quoted';

type Issue = z.core.$ZodIssue;

/** At most this many mistakes are listed, and this many told in the message: garbage must not give a longer answer. */
const MOST_DETAILS = 50;
const MOST_SENTENCES = 3;

/**
 * Takes one part of a request through its schema.
 *
 * Throws  INPUT_INVALID; each detail (the first 50) names the field, the value and the fix.
 */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const details = result.error.issues.flatMap(detailsOf).slice(0, MOST_DETAILS);
  const sentences = details.slice(0, MOST_SENTENCES).map(({ message }) => message);
  if (details.length > MOST_SENTENCES) sentences.push('See details for more.');
  throw new Problem('INPUT_INVALID', sentences.join(' '), { details });
}

function detailsOf(issue: Issue): ProblemDetail[] {
  const path = issue.path.map((part) => shortened(String(part))).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: sentenceOf(issue, path) }];
  return issue.keys.map((key) => ({
    path: path === '' ? shortened(key) : `${path}.${shortened(key)}`,
    message: `${quoted(key)} is not a field here; leave it out.`,
  }));
}

function sentenceOf(issue: Issue, path: string): string {
  const field = path === '' ? 'The body' : quoted(path);
  const state =
    issue.input === undefined ? 'is missing' : `is ${isWithheld(issue) ? 'not valid' : valueOf(issue)}`;
  return `${field} ${state}; ${fixOf(issue)}.`;
}

/** What a schema marks so is somebody's address: it is not repeated. */
const isWithheld = (issue: Issue): boolean => issue.code === 'custom' && issue.params?.['withheld'] === true;

/** A text is told from a number where the type may be the mistake: queries hold nothing but texts. */
const valueOf = ({ code, input }: Issue): string =>
  isOfType(code) || (typeof input === 'string' && code !== 'invalid_type') ? quoted(input) : given(input);

const isOfType = (code: Issue['code']): boolean => code === 'too_small' || code === 'too_big';

/** What to send instead: a schema's own words where it has some, otherwise what the check says. */
function fixOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `send ${withArticle(issue.expected)}`;
    case 'invalid_value':
      return issue.message.startsWith(ZOD_SAYS) ? `send ${oneOf(issue.values)}` : issue.message;
    case 'too_small':
      return `send ${issue.inclusive ? 'at least' : 'more than'} ${counted(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `send at most ${counted(issue.maximum, issue.origin)}`;
    default:
      return issue.message;
  }
}

/** How the messages of zod begin where a schema has no words of its own. */
const ZOD_SAYS = 'Invalid';

const oneOf = (values: readonly unknown[]): string =>
  `${values.length > 1 ? 'one of ' : ''}${values.map((value) => quoted(value)).join(', ')}`;

const UNITS: Readonly<Record<string, string>> = { string: 'character', array: 'item' };

/** A bound with what it counts: `1 item`, `100 characters`, or the number alone. */
function counted(bound: number | bigint, origin: string): string {
  const unit = UNITS[origin];
  if (unit === undefined) return String(bound);
  return `${bound} ${unit}${Number(bound) === 1 ? '' : 's'}`;
}

const NAMES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  array: 'a list',
  object: 'a JSON object',
  record: 'a JSON object',
};

const withArticle = (expected: string): string => NAMES[expected] ?? `a ${expected}`;
