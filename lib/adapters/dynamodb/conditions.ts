/** What an attribute holds: items are flat, see `documents.ts`. */
export type Attribute = string | number | boolean | ReadonlySet<string>;

/** An expression with its values by placeholder. A `#word` in it is the attribute of that name. */
export type Condition = {
  readonly expression: string;
  readonly values?: Readonly<Record<string, Attribute>>;
};

/** Nothing stands under the key. */
export const ifAbsent = (): Condition => ({ expression: 'attribute_not_exists(#PK)' });

/** Something stands under the key. */
export const ifPresent = (): Condition => ({ expression: 'attribute_exists(#PK)' });

/** The attribute still has the value that was read. */
export const ifStill = (attribute: string, expected: string | number): Condition => ({
  expression: `#${attribute} = :expected`,
  values: { ':expected': expected },
});

/** The attributes all still have the values that were read; there must be one. */
export const ifAllStill = (expected: Readonly<Record<string, string | number>>): Condition => ({
  expression: Object.keys(expected)
    .map((attribute) => `#${attribute} = :${attribute}`)
    .join(' AND '),
  values: Object.fromEntries(Object.entries(expected).map(([name, value]) => [`:${name}`, value])),
});

/** The item is still at that version. */
export const ifVersion = (version: number): Condition => ifStill('version', version);

/** The attribute is one of these; `options` must not be empty. */
export const ifOneOf = (attribute: string, options: readonly string[]): Condition => ({
  expression: `#${attribute} IN (${options.map((_, index) => `:option${index}`).join(', ')})`,
  values: Object.fromEntries(options.map((option, index) => [`:option${index}`, option])),
});

/** The names of attributes that an expression speaks of, as DynamoDB wants them. */
export const namesIn = (...expressions: readonly (string | undefined)[]): Record<string, string> =>
  Object.fromEntries(
    expressions
      .flatMap((expression) => expression?.match(/#\w+/g) ?? [])
      .map((name) => [name, name.slice(1)]),
  );
