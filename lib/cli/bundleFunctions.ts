import { mkdir, rm, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { BUNDLING } from './bundling';
import { builtInMemory, lightestBundle } from './lightestBundle';

export type BundleOptions = {
  readonly projectRoot: string;
  readonly outdir: string;
  /** Chunks shared by all functions are built quicker; a package needs its own. */
  readonly chunks: 'shared' | 'own';
};

export type Bundle = { readonly name: string; readonly bytes: number; readonly zippedBytes: number };

/**
 * Bundles every function of `functions/`; answers the size of each, in order of names. What a function
 * loads only when it needs it stands in chunks beside its handler, so that it is not even parsed before.
 *
 * Shape   `<outdir>/<name>.mjs`, and with chunks of their own `<outdir>/<name>/*.mjs`.
 */
export async function bundleFunctions(options: BundleOptions): Promise<readonly Bundle[]> {
  const { projectRoot, outdir, chunks } = options;
  const sources = readdirSync(join(projectRoot, 'functions')).filter((file) => file.endsWith('.ts'));
  const names = sources.map((file) => basename(file, '.ts')).sort();
  // A package holds nothing stale; shared chunks are written over, since a stack may be running from them.
  if (chunks === 'own') await rm(join(projectRoot, outdir), { recursive: true, force: true });
  const bundling = { ...BUNDLING, absWorkingDir: projectRoot, outdir };
  const entryPoints = names.map((name) => `functions/${name}.ts`);
  if (chunks === 'shared') await build({ ...bundling, entryPoints, splitting: true });
  else await bundleApart(bundling, names);
  return names.map((name) => bundleOf(join(projectRoot, outdir), name));
}

type ApartOptions = BuildOptions & { readonly absWorkingDir: string; readonly outdir: string };

async function bundleApart(bundling: ApartOptions, names: readonly string[]): Promise<void> {
  const entryPoints = names.map((name) => `functions/${name}.ts`);
  const whole = await builtInMemory({ ...bundling, entryPoints });
  for (const name of names) {
    const own = { entryPoints: [`functions/${name}.ts`], chunkNames: `${name}/[hash]`, splitting: true };
    const split = await builtInMemory({ ...bundling, ...own });
    for (const { path, contents } of lightestBundle([whole, split], `${bundling.outdir}/${name}.mjs`)) {
      const target = join(bundling.absWorkingDir, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, contents);
    }
  }
}

function bundleOf(folder: string, name: string): Bundle {
  const own = join(folder, name);
  const chunks = existsSync(own) ? readdirSync(own).map((chunk) => join(own, chunk)) : [];
  const codes = [`${own}.mjs`, ...chunks].map((path) => readFileSync(path));
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    name,
    bytes: sum(codes.map((code) => code.length)),
    zippedBytes: sum(codes.map((code) => deflateRawSync(code).length)),
  };
}
