import type * as z from 'zod';
import { Problem } from '../../problems';
import { readInput } from '../readInput';

/** A queue message as its use case takes it. Throws INPUT_INVALID: such a message can never be processed. */
export function readMessage<Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> {
  return readInput(schema, parse(body));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new Problem('INPUT_INVALID', 'The message is not JSON; it can never be processed.', { cause });
  }
}
