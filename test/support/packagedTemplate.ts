import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, ROOT } from './repository';
import type { CloudTemplate } from './template/cloudTemplate';

const NAMES = filesUnder('functions').map((path) => path.replace(/^functions\/|\.ts$/g, ''));

/** Neither credentials nor a network is there, so that a packaging that asks for either fails here. */
const ALONE = {
  PATH: process.env['PATH'],
  SLS_TELEMETRY_DISABLED: '1',
  SLS_NOTIFICATIONS_MODE: 'off',
  HTTPS_PROXY: 'http://127.0.0.1:9',
};

/**
 * The template that `npm run package` makes for the stage prod. The handlers are empty files: what is in them has no
 * part in the template, and bundling them would take longer than everything else.
 */
export function packagedTemplate(): CloudTemplate {
  mkdirSync(join(ROOT, '.house'), { recursive: true });
  const directory = mkdtempSync(join(ROOT, '.house', 'packaged-'));
  try {
    for (const name of ['serverless.yml', 'serverless', 'package.json']) {
      cpSync(join(ROOT, name), join(directory, name), { recursive: true });
    }
    const files = NAMES.map((name) => `dist/handlers/${name}.mjs`);
    for (const path of [...files, 'dist/layers/market-data/market-data/none.csv']) {
      mkdirSync(join(directory, path, '..'), { recursive: true });
      writeFileSync(join(directory, path), '\n');
    }
    const script = join(ROOT, 'node_modules/serverless/bin/serverless.js');
    const args = [script, 'package', '--stage', 'prod', '--package', 'out'];
    const child = spawnSync(process.execPath, args, {
      cwd: directory,
      encoding: 'utf8',
      env: { ...ALONE, HOME: directory },
    });
    if (child.status !== 0) throw new Error(`packaging failed: ${child.stdout}${child.stderr}`);
    const template = readFileSync(join(directory, 'out/cloudformation-template-update-stack.json'), 'utf8');
    return JSON.parse(template) as CloudTemplate;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
