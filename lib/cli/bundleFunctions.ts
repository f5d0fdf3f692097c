import { rm } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import { BUNDLING } from './bundling';

export type BundleOptions = {
  readonly projectRoot: string;
  readonly outdir: string;
  /** What functions have in common in chunks of their own: quicker to build, but a package holds one file. */
  readonly split: boolean;
};

export type Bundle = { readonly name: string; readonly bytes: number; readonly zippedBytes: number };

/** Bundles every function of `functions/` in one call; answers the size of each, in order of names. */
export async function bundleFunctions(options: BundleOptions): Promise<readonly Bundle[]> {
  const { projectRoot, outdir, split } = options;
  const sources = readdirSync(join(projectRoot, 'functions')).filter((file) => file.endsWith('.ts'));
  await rm(join(projectRoot, outdir), { recursive: true, force: true });
  await build({
    ...BUNDLING,
    absWorkingDir: projectRoot,
    entryPoints: sources.map((file) => `functions/${file}`),
    outdir,
    splitting: split,
  });
  return sources
    .map((file) => bundleOf(join(projectRoot, outdir, file.replace(/\.ts$/, '.mjs'))))
    .sort(byName);
}

const byName = (a: Bundle, b: Bundle): number => (a.name < b.name ? -1 : 1);

function bundleOf(path: string): Bundle {
  const code = readFileSync(path);
  return { name: basename(path, '.mjs'), bytes: code.length, zippedBytes: deflateRawSync(code).length };
}
