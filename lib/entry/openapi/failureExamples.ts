import type { ProblemCode } from '../../problems';
import { PROBLEMS } from '../../problems';
import { EXAMPLE_AT, metadata } from '../contract/envelope';
import { exampleOf } from './exampleOf';

/** An answer for each problem, by its code: operations refer to those that they can end in. */
export const failureExamples = () =>
  Object.fromEntries(
    (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => [code, { value: failureExample(code) }]),
  );

const failureExample = (code: ProblemCode) => ({
  success: false,
  error: { code, message: `${PROBLEMS[code].title}. ${PROBLEMS[code].fix}`, timestamp: EXAMPLE_AT },
  metadata: exampleOf(metadata),
});
