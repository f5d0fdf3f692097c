import type { Emulators } from './emulators';
import type { TopicSubscription } from './fauxqsDisk';

type Form = ReadonlyMap<string, string>;

/** All subscriptions of a topic, over all pages of them. */
export function subscriptionsOf(
  { stores }: Pick<Emulators, 'stores'>,
  topicArn: string,
): TopicSubscription[] {
  const found: TopicSubscription[] = [];
  let next: string | undefined;
  do {
    const page = stores.snsStore.listSubscriptionsByTopic(topicArn, next);
    found.push(...page.subscriptions);
    next = page.nextToken;
  } while (next !== undefined);
  return found;
}

/**
 * A `Subscribe` request as the emulator understands it: SNS compares with a standing subscription of the same
 * address only the attributes that are given, the emulator all of them.
 */
export function withStandingAttributes(
  emulators: Pick<Emulators, 'stores'>,
  form: Form,
): Map<string, string> {
  const standing = subscriptionsOf(emulators, form.get('TopicArn') ?? '').find(
    ({ protocol, endpoint }) => protocol === form.get('Protocol') && endpoint === form.get('Endpoint'),
  );
  const given = [...form].filter(([name]) => /^Attributes\.entry\.\d+\.key$/.test(name));
  const names = new Set(given.map(([, name]) => name));
  const missing = Object.entries(standing?.attributes ?? {}).filter(([name]) => !names.has(name));
  return new Map([
    ...form,
    ...missing.flatMap(([name, text], index) => {
      const entry = `Attributes.entry.${given.length + index + 1}`;
      return [[`${entry}.key`, name] as const, [`${entry}.value`, text] as const];
    }),
  ]);
}
