import type * as z from 'zod';
import type { ProblemDetail } from '../problems';
import { Problem } from '../problems';
import { quoted } from './quoted';

type Issue = z.core.$ZodIssue;

/**
 * Takes one part of a request through its schema.
 *
 * Throws  INPUT_INVALID; each detail names the field, the value and the fix.
 */
export function readInput<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given, { reportInput: true });
  if (result.success) return result.data;
  const details = result.error.issues.flatMap(detailsOf);
  const sentence = details.map(({ message }) => message).join(' ');
  throw new Problem('INPUT_INVALID', sentence, { details });
}

function detailsOf(issue: Issue): ProblemDetail[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: sentenceOf(issue, path) }];
  return issue.keys.map((key) => ({
    path: path === '' ? key : `${path}.${key}`,
    message: `${quoted(key)} is not a field here; leave it out.`,
  }));
}

function sentenceOf(issue: Issue, path: string): string {
  const field = path === '' ? 'The body' : quoted(path);
  const state = issue.input === undefined ? 'is missing' : `is ${quoted(issue.input)}`;
  return `${field} ${state}; ${fixOf(issue)}.`;
}

/** What to send instead: a schema's own words where it has some, otherwise what the check says. */
function fixOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `send ${withArticle(issue.expected)}`;
    case 'invalid_value':
      return `send ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((value) => quoted(value)).join(', ')}`;
    case 'too_small':
      return `send ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `send at most ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return issue.message;
  }
}

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' items' };

const unitOf = (origin: string): string => UNITS[origin] ?? '';

const NAMES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  array: 'a list',
  object: 'a JSON object',
  record: 'a JSON object',
};

const withArticle = (expected: string): string => NAMES[expected] ?? `a ${expected}`;
