import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING } from '../../../lib/cli/bundling';
import { ROOT } from '../../support/repository';

/** Signs a request that never leaves, and prints with which key; what it throws where there is none. */
const SIGNING = `
  import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
  const client = new DynamoDBClient({ region: 'us-east-1', maxAttempts: 1 });
  client.middlewareStack.add(() => async ({ request }) => {
    process.stdout.write(String(request.headers.authorization));
    process.exit(0);
  }, { step: 'finalizeRequest', priority: 'low' });
  client.send(new ListTablesCommand({})).catch(({ name }) => process.stdout.write(name));
`;

describe('a bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundling-'));
  const outfile = join(folder, 'signing.mjs');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The environment of a function, with a profile of the machine that it must not look at. */
  function signedWith(env: Readonly<Record<string, string>>): string {
    const config = join(folder, 'config');
    writeFileSync(config, '[default]\naws_access_key_id = PROFILE\naws_secret_access_key = secret\n');
    const { PATH = '' } = process.env;
    const machine = { PATH, AWS_SHARED_CREDENTIALS_FILE: config, AWS_EC2_METADATA_DISABLED: 'true' };
    return execFileSync(process.execPath, [outfile], { env: { ...machine, ...env } }).toString();
  }

  it('takes the credentials that a function is given, and looks for no others', async () => {
    const stdin = { contents: SIGNING, resolveDir: ROOT };
    await build({ ...BUNDLING, absWorkingDir: ROOT, stdin, outfile, outExtension: {} });
    const given = { AWS_ACCESS_KEY_ID: 'GIVEN', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' };
    expect(signedWith(given)).toMatch(/^AWS4-HMAC-SHA256 Credential=GIVEN\/.*x-amz-security-token/);
    expect(signedWith({})).toBe('CredentialsProviderError');
  });
});
