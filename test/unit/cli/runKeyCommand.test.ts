import { memoryIds } from '../../../lib/adapters/memory/memoryIds';
import { memoryKeyStore } from '../../../lib/adapters/memory/memoryKeyStore';
import { memorySecrets } from '../../../lib/adapters/memory/memorySecrets';
import { KEYS_HELP, parseKeyOptions } from '../../../lib/cli/keyOptions';
import { runKeyCommand } from '../../../lib/cli/runKeyCommand';
import { authenticate } from '../../../lib/entry/http/authenticate';
import { standingClock, WALL_START } from '../../support/world';

function desk() {
  const deps = {
    keys: memoryKeyStore(),
    clock: standingClock(WALL_START),
    ids: memoryIds(),
    secrets: memorySecrets(),
  };
  const run = (line: string) => runKeyCommand(deps, parseKeyOptions(line.split(' ')).command);
  return { deps, run };
}

const CREATE = 'create --tenant acme --name desk --scopes read,write';
const TOKEN = `key_000001.secret-${'1'.padStart(36, '0')}`;

test('a key that is made is shown with the header it is sent in, which then works', async () => {
  const { deps, run } = desk();
  const printed = await run(CREATE);
  expect(printed.split('\n')).toEqual([
    'Key key_000001 of tenant acme, "desk"',
    'may read, write; does not expire.',
    '',
    `Authorization: Bearer ${TOKEN}`,
    '',
    'It is shown here and never again: only a hash of it is kept.',
  ]);
  const [, header = ''] = /^Authorization: (.*)$/m.exec(printed) ?? [];
  await expect(authenticate(deps, header, 'write')).resolves.toMatchObject({ tenant: 'acme' });
});

test('an expiry is told', async () => {
  const { run } = desk();
  const printed = await run(`${CREATE} --expires 2030-01-01T00:00:00Z`);
  expect(printed).toContain('may read, write; expires 2030-01-01T00:00:00.000Z.');
  await expect(run(`${CREATE} --expires 2020-01-01T00:00:00Z`)).rejects.toThrow(
    '"expiresAt" is "2020-01-01T00:00:00.000Z", which has passed; send a later instant, or leave it out.',
  );
});

test('a list shows the keys of the tenant without their secrets', async () => {
  const { deps, run } = desk();
  expect(await run('list --tenant acme')).toBe('Tenant acme has no key.');
  await run(CREATE);
  await run('create --tenant acme --name x --scopes admin --expires 2026-11-02T00:00:00Z');
  await run('create --tenant other --name theirs --scopes read');
  await deps.keys.noteUse('key_000001', WALL_START + 60_000);
  deps.clock.advance(86_400_000);
  expect((await run('list --tenant acme')).split('\n')).toEqual([
    'id          name  scopes      created                   expires                         last used',
    'key_000001  desk  read,write  2026-11-01T00:00:00.000Z  never                           2026-11-01T00:01:00.000Z',
    'key_000002  x     admin       2026-11-01T00:00:00.000Z  2026-11-02T00:00:00.000Z, past  never',
  ]);
});

test('a list goes on to the last page', async () => {
  const { deps, run } = desk();
  for (let made = 0; made < 230; made += 1) {
    deps.clock.advance(1);
    await run(`${CREATE} --expires ${new Date(WALL_START + made + 2).toISOString()}`);
  }
  expect((await run('list --tenant acme')).split('\n')).toHaveLength(231);
});

test('a key that is revoked is gone, and is not revoked twice', async () => {
  const { deps, run } = desk();
  await run(CREATE);
  expect(await run('revoke --tenant acme --id key_000001')).toBe(
    'Key key_000001 of tenant acme is revoked: its next request is refused.',
  );
  await expect(authenticate(deps, `Bearer ${TOKEN}`, 'read')).rejects.toMatchObject({ code: 'AUTH_INVALID' });
  await expect(run('revoke --tenant acme --id key_000001')).rejects.toThrow(
    'There is no API key "key_000001".',
  );
});

test('another tenant’s key is not there', async () => {
  const { run } = desk();
  await run(CREATE);
  await expect(run('revoke --tenant other --id key_000001')).rejects.toThrow(
    'There is no API key "key_000001".',
  );
  expect(await run('list --tenant acme')).toContain('key_000001');
});

test('the eleventh key is refused here as well', async () => {
  const { run } = desk();
  for (let made = 0; made < 10; made += 1) await run(CREATE);
  await expect(run(CREATE)).rejects.toThrow(
    'The tenant has 10 live API keys, which is the most; revoke one that is not needed.',
  );
});

test('help shows every command', async () => {
  const { run } = desk();
  expect(await run('--help')).toBe(KEYS_HELP);
});
