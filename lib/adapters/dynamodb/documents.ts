import type { Attribute } from './conditions';

/** An item as our adapters see it: two keys and flat attributes. */
export type Item = { readonly PK: string; readonly SK: string } & Readonly<Record<string, Attribute>>;

/**
 * A record as one attribute of JSON text. What DynamoDB must judge by itself (keys, versions, states)
 * stands beside it as attributes of their own.
 *
 * Text, because DynamoDB's numbers end at 10^±126 and its maps at 32 levels, and both a rule's constants
 * and what its arithmetic yields may lie beyond: such an alert must be recorded all the same.
 */
export const documentOf = (record: unknown): { readonly document: string } => ({
  document: JSON.stringify(record),
});

/** A text attribute, by the layout always there. */
export const textIn = (item: Item, attribute: string): string => item[attribute] as string;

/** A number attribute, where it is there. */
export const numberIn = (item: Item, attribute: string): number | undefined =>
  item[attribute] as number | undefined;

/** The record in an item. */
export const recordIn = <Record>(item: Item): Record => JSON.parse(textIn(item, 'document')) as Record;
