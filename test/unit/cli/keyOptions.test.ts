import { parseKeyOptions } from '../../../lib/cli/keyOptions';

const LOCAL = { stage: 'local', region: 'us-east-1' };
const CREATE = ['create', '--tenant', 'acme', '--name', 'desk', '--scopes', 'read'];

describe('the options of npm run keys', () => {
  test.each([
    {
      says: 'a key with scopes, and spaces between them',
      argv: ['create', '--tenant', 'acme', '--name', 'desk 1', '--scopes', 'read, write'],
      command: { does: 'create', tenant: 'acme', name: 'desk 1', scopes: ['read', 'write'] },
    },
    {
      says: 'a key that expires',
      argv: [...CREATE, '--expires', '2030-01-01T00:00:00Z'],
      command: {
        does: 'create',
        tenant: 'acme',
        name: 'desk',
        scopes: ['read'],
        expiresAt: Date.UTC(2030, 0, 1),
      },
    },
    { says: 'a list', argv: ['list', '--tenant', 'A-1'], command: { does: 'list', tenant: 'A-1' } },
    {
      says: 'a revocation',
      argv: ['revoke', '--tenant', 'a'.repeat(64), '--id', 'key_1'],
      command: { does: 'revoke', tenant: 'a'.repeat(64), id: 'key_1' },
    },
    { says: 'help, whatever stands beside it', argv: ['create', '--help'], command: { does: 'help' } },
  ])('say $says', ({ argv, command }) => {
    expect(parseKeyOptions(argv)).toEqual({ command, ...LOCAL });
  });

  test('say where on AWS', () => {
    expect(
      parseKeyOptions(['list', '--tenant', 'acme', '--stage', 'prod', '--region', 'eu-central-1']),
    ).toEqual({
      command: { does: 'list', tenant: 'acme' },
      stage: 'prod',
      region: 'eu-central-1',
    });
  });

  const tenantRule = 'use 1 to 64 letters, digits and "-".';

  test.each([
    [[], 'There is no command: say npm run keys -- create, list or revoke; --help shows how.'],
    [
      ['delete', '--tenant', 'a'],
      'There is "delete": say npm run keys -- create, list or revoke; --help shows how.',
    ],
    [['list', 'acme'], 'There is "list acme": say npm run keys -- create, list or revoke; --help shows how.'],
    [['list'], '--tenant is missing: npm run keys -- --help shows how it is given.'],
    [['list', '--tenant', 'a_b'], `--tenant "a_b" is no tenant's name: ${tenantRule}`],
    [['list', '--tenant', 'a#b'], `--tenant "a#b" is no tenant's name: ${tenantRule}`],
    [['list', '--tenant', 'a\nb'], `--tenant "a\\nb" is no tenant's name: ${tenantRule}`],
    [
      ['list', '--tenant', 'a'.repeat(65)],
      `--tenant "${'a'.repeat(60)}…" is no tenant's name: ${tenantRule}`,
    ],
    [
      ['list', '--tenant', 'shared'],
      '--tenant "shared" is taken: models of all tenants stand under it; choose another name.',
    ],
    [['list', '--tenant', 'a', '--id', 'k'], '--id "k" is not an option of list: leave it out.'],
    [
      ['revoke', '--tenant', 'a', '--id', 'k', '--name', 'n'],
      '--name "n" is not an option of revoke: leave it out.',
    ],
    [['revoke', '--tenant', 'a'], '--id is missing: npm run keys -- --help shows how it is given.'],
    [
      ['create', '--tenant', 'a', '--scopes', 'read'],
      '--name is missing: npm run keys -- --help shows how it is given.',
    ],
    [
      ['create', '--tenant', 'a', '--name', 'a\tb', '--scopes', 'read'],
      '--name "a\\tb" is no name: use 1 to 64 printable characters on one line.',
    ],
    [
      ['create', '--tenant', 'a', '--name', 'n', '--scopes', ''],
      '--scopes is missing: npm run keys -- --help shows how it is given.',
    ],
    [
      ['create', '--tenant', 'a', '--name', 'n', '--scopes', 'read,,write'],
      '--scopes "read,,write" are not all scopes: use some of read, write, train, admin, separated by commas.',
    ],
    [
      ['create', '--tenant', 'a', '--name', 'n', '--scopes', 'Read'],
      '--scopes "Read" are not all scopes: use some of read, write, train, admin, separated by commas.',
    ],
    [
      ['create', '--tenant', 'a', '--name', 'n', '--scopes', 'read,train,read'],
      '--scopes "read,train,read" names "read" twice: name each once.',
    ],
    [
      [...CREATE, '--expires', '2030-01-01'],
      '--expires "2030-01-01" is not an instant in UTC: write it as in 2030-01-01T00:00:00Z.',
    ],
    [
      [...CREATE, '--expires', '2030-02-30T00:00:00Z'],
      '--expires "2030-02-30T00:00:00Z" is not an instant in UTC: write it as in 2030-01-01T00:00:00Z.',
    ],
    [
      [...CREATE, '--expires', '2030-01-01T24:00:00Z'],
      '--expires "2030-01-01T24:00:00Z" is not an instant in UTC: write it as in 2030-01-01T00:00:00Z.',
    ],
    [['list', '--tenant', 'a', '--stage', 'test'], '--stage "test" is not a stage: use local, dev or prod.'],
    [
      ['list', '--tenant', 'a', '--secret', 'x'],
      "Unknown option '--secret': npm run keys -- --help shows the options.",
    ],
    [
      ['list', '--tenant'],
      "Option '--tenant <value>' argument missing: npm run keys -- --help shows the options.",
    ],
  ])('refuse %j in one sentence', (argv, sentence) => {
    expect(() => parseKeyOptions(argv)).toThrow(expect.objectContaining({ message: sentence }));
  });
});
