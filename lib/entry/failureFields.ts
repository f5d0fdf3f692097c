import { Problem } from '../problems';

/** An error as the log takes it: whose fault it is, and the stack where it is ours. */
export function failureFields(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof Problem) {
    return {
      code: error.code,
      reason: error.message,
      ...(error.details && { details: error.details }),
      ...(error.cause instanceof Error && { cause: error.cause.message }),
    };
  }
  if (error instanceof Error) return { code: 'INTERNAL', reason: error.message, stack: error.stack };
  return { code: 'INTERNAL', reason: String(error) };
}
