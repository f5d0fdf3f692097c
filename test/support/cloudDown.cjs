const { once } = require('node:events');

/** Ends the embedded cloud that cloudUp.cjs started, and waits until it is gone. */
module.exports = async () => {
  const cloud = globalThis.embeddedCloud;
  if (cloud === undefined || cloud.exitCode !== null) return;
  const gone = once(cloud, 'exit');
  cloud.kill('SIGTERM');
  await gone;
};
