import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFunctions } from '../../../lib/local/functionsProcess';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

afterEach(removeTemporaryFolders);

/** Starts a program in the place of serverless-offline. */
function started(program: string) {
  const projectRoot = temporaryFolder();
  const bin = join(projectRoot, 'node_modules/serverless/bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'serverless.js'), program);
  const logFile = join(projectRoot, 'offline.log');
  const functions = startFunctions({
    projectRoot,
    port: 1,
    lambdaPort: 2,
    environment: {},
    logFile,
    onTemplate: async () => undefined,
  });
  return { functions, linesOf: () => readFileSync(logFile, 'utf8').split('\n') };
}

test('what the functions write is in the log to the last line, without the secrets in it', async () => {
  const { functions, linesOf } = started(`
    for (let line = 0; line < 20_000; line += 1) console.log(line + ' GET /v1/subscriptions/you@example.com');
    console.log('x'.repeat(3_000_000));
    console.error('+12025550123 refused');
    process.stdout.write('DELETE /v1/keys/key_01.s3cret');
    process.exit(3);
  `);
  const { message } = await functions.died;
  const lines = linesOf();
  const numbered = lines.filter((line) => line.includes('/v1/subscriptions/'));
  expect(numbered).toEqual(
    Array.from({ length: 20_000 }, (_, line) => `${line} GET /v1/subscriptions/[e-mail]`),
  );
  expect(lines).toContain('x'.repeat(3_000_000));
  expect(lines).toContain('[phone] refused');
  expect(lines.join('\n')).toContain('DELETE /v1/keys/[key]');
  expect(message).toContain('The functions ended with code 3.');
  expect(message).toContain('DELETE /v1/keys/[key]');
  await functions.stop();
});

test('what they write while they are stopped is in the log when they are', async () => {
  const { functions, linesOf } = started(`
    process.on('SIGTERM', () => {
      console.log('bye you@example.com');
      process.exit(0);
    });
    setInterval(() => undefined, 1_000);
    console.log('listening');
  `);
  while (!linesOf().includes('listening')) await new Promise((resolve) => setTimeout(resolve, 20));
  await functions.stop();
  expect(linesOf()).toEqual(['listening', 'bye [e-mail]', '']);
});

test('another process that holds their output open is not waited for', async () => {
  const { functions, linesOf } = started(`
    const { spawn } = require('node:child_process');
    const sleep = ['-e', 'setTimeout(() => undefined, 20_000)'];
    const other = spawn(process.execPath, sleep, { stdio: 'inherit', detached: true });
    console.log(other.pid);
    process.exit(1);
  `);
  const begun = Date.now();
  expect((await functions.died).message).toContain('The functions ended with code 1.');
  expect(Date.now() - begun).toBeLessThan(10_000);
  process.kill(Number(linesOf()[0]));
});
