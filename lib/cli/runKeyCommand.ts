import type { CreateKeyDeps, CreatedKey } from '../app/keys';
import { createKey, listKeys, revokeKey } from '../app/keys';
import type { ApiKey } from '../ports/KeyStore';
import type { KeyCommand } from './keyOptions';
import { KEYS_HELP } from './keyOptions';

const PAGE = 100;

/** Does what was asked for, and answers what is to be printed. */
export async function runKeyCommand(deps: CreateKeyDeps, command: KeyCommand): Promise<string> {
  switch (command.does) {
    case 'help':
      return KEYS_HELP;
    case 'create':
      return created(await createKey(deps, command));
    case 'list':
      return listed(command.tenant, await allKeys(deps, command.tenant), deps.clock.now());
    case 'revoke':
      await revokeKey(deps, command);
      return `Key ${command.id} of tenant ${command.tenant} is revoked: its next request is refused.`;
  }
}

async function allKeys(deps: Pick<CreateKeyDeps, 'keys'>, tenant: string): Promise<readonly ApiKey[]> {
  const keys: ApiKey[] = [];
  let after: string | undefined;
  do {
    const page = await listKeys(deps, { tenant, limit: PAGE, ...(after !== undefined && { after }) });
    keys.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return keys;
}

const instant = (at: number): string => new Date(at).toISOString();

const created = ({ key, token }: CreatedKey): string =>
  [
    `Key ${key.id} of tenant ${key.tenant}, "${key.name}"`,
    `may ${key.scopes.join(', ')}; ${key.expiresAt === undefined ? 'does not expire' : `expires ${instant(key.expiresAt)}`}.`,
    '',
    `Authorization: Bearer ${token}`,
    '',
    'It is shown here and never again: only a hash of it is kept.',
  ].join('\n');

const HEADER = ['id', 'name', 'scopes', 'created', 'expires', 'last used'];

function listed(tenant: string, keys: readonly ApiKey[], now: number): string {
  if (keys.length === 0) return `Tenant ${tenant} has no key.`;
  const rows = keys.map((key) => [
    key.id,
    key.name,
    key.scopes.join(','),
    instant(key.createdAt),
    key.expiresAt === undefined
      ? 'never'
      : `${instant(key.expiresAt)}${key.expiresAt <= now ? ', past' : ''}`,
    key.lastUsedAt === undefined ? 'never' : instant(key.lastUsedAt),
  ]);
  const table = [HEADER, ...rows];
  const widths = HEADER.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
