import type { BuildOptions, BuildResult, Metafile } from 'esbuild';
import { build } from 'esbuild';

export type BundledFile = { readonly path: string; readonly contents: Uint8Array };

/** What esbuild wrote into memory. */
export type Built = BuildResult<{ write: false; metafile: true }>;

const AT_START = ['import-statement'];
const EVER = [...AT_START, 'dynamic-import'];

/** esbuild's outputs in memory, with the account of who imports whom. */
export const builtInMemory = (options: BuildOptions): Promise<Built> =>
  build({ ...options, metafile: true, write: false });

/** The outputs that an entry leads to; `kinds` tells which ways of importing count. */
function reachable(outputs: Metafile['outputs'], entry: string, kinds: readonly string[]): readonly string[] {
  const reached = new Set<string>();
  const reach = (path: string): void => {
    const output = outputs[path];
    if (output === undefined || reached.has(path)) return;
    reached.add(path);
    for (const imported of output.imports) if (kinds.includes(imported.kind)) reach(imported.path);
  };
  reach(entry);
  return [...reached];
}

function bytesAtStart({ metafile: { outputs } }: Built, entry: string): number {
  return reachable(outputs, entry, AT_START).reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
}

/**
 * Of several bundles of one function, the files of the one that gives Node least to read at a cold
 * start: in one file, or with what is loaded later in chunks of its own. Chunks that only other
 * functions ask for are left out.
 *
 * Shape  `entry` is the path of the handler as esbuild names it, relative to the working directory.
 */
export function lightestBundle(bundles: readonly Built[], entry: string): readonly BundledFile[] {
  const [lightest] = [...bundles].sort((one, other) => bytesAtStart(one, entry) - bytesAtStart(other, entry));
  if (lightest === undefined) return [];
  const { outputFiles, metafile } = lightest;
  return reachable(metafile.outputs, entry, EVER).flatMap((path) =>
    outputFiles.filter((file) => file.path.endsWith(`/${path}`)).map(({ contents }) => ({ path, contents })),
  );
}
