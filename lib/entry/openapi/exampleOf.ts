import * as z from 'zod';

/**
 * An example of what a schema describes: the one it carries, else one made of the examples of its parts. Fields
 * that may be absent are left out; of a list there is one item.
 *
 * Throws  for a part that carries none and has no parts: an answer whose example nobody has written.
 */
export function exampleOf(schema: z.ZodType): unknown {
  const { example } = schema.meta() ?? {};
  if (example !== undefined) return example;
  if (schema instanceof z.ZodLiteral) return schema.value;
  if (schema instanceof z.ZodNullable) return exampleOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return [exampleOf(schema.element as z.ZodType)];
  if (schema instanceof z.ZodObject) return Object.fromEntries(fieldsOf(schema));
  throw new Error(`a ${schema.type} of an answer has no example`);
}

const fieldsOf = (schema: z.ZodObject) =>
  Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>)
    .filter(([, field]) => !(field instanceof z.ZodOptional))
    .map(([name, field]) => [name, exampleOf(field)] as const);
