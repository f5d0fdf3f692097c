const { spawn } = require('node:child_process');
const { createInterface } = require('node:readline');
const { join } = require('node:path');

const ROOT = join(__dirname, '../..');

/**
 * Starts the embedded cloud in a process of its own (it is written for ES modules, tests are CommonJS) and
 * gives its address to the tests. An AWS_ENDPOINT_URL that is set already is used as it is.
 */
module.exports = async () => {
  if (!process.env.AWS_ENDPOINT_URL) await start();
  process.env.CLOUD_HAS_MAILBOX = (await hasMailbox(process.env.AWS_ENDPOINT_URL)) ? 'yes' : 'no';
};

async function start() {
  const cloud = spawn(process.execPath, ['--import', 'tsx', 'lib/local/cloud.main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  globalThis.embeddedCloud = cloud;
  process.env.AWS_ENDPOINT_URL = await address(cloud);
}

/** Only the embedded cloud shows what e-mail and SMS subscribers get. */
async function hasMailbox(url) {
  const answer = await fetch(`${url}/_local/mailbox`, { headers: { accept: 'application/json' } });
  return answer.ok && Array.isArray((await answer.json().catch(() => ({}))).items);
}

async function address(cloud) {
  for await (const line of createInterface({ input: cloud.stdout })) return JSON.parse(line).url;
  throw new Error('The embedded cloud ended before it said where it is.');
}
