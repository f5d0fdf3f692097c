/** Says what an installation lacks before a test runner fails on it with a stack trace. Runs on any Node. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const remedy = 'Run `npm ci` without --ignore-scripts and without --omit=optional.';

function lacking() {
  const version = process.versions.node;
  if (Number(version.split('.')[0]) < 24) {
    return `The project's own Node 24 is not installed (this is Node ${version}). ${remedy}`;
  }
  try {
    require('@swc/core').transformSync('', {});
  } catch {
    return `The compiler of the tests (swc) has no binary for this machine. ${remedy}`;
  }
  try {
    require('esbuild').transformSync('');
  } catch {
    return `The bundler (esbuild) has no binary for this machine. ${remedy}`;
  }
  return undefined;
}

const sentence = lacking();
if (sentence !== undefined) {
  console.error(sentence);
  process.exit(1);
}
