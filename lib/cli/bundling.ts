import type { BuildOptions } from 'esbuild';

/** Dependencies written as CommonJS ask for Node's own modules with `require`, which an ES module lacks. */
const REQUIRE =
  "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);";

/** How every bundle is made: one ES module for Node 24, minified. */
export const BUNDLING = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  format: 'esm' as const,
  platform: 'node' as const,
  target: 'node24',
  mainFields: ['module', 'main'] as string[],
  legalComments: 'none' as const,
  banner: { js: REQUIRE },
  logLevel: 'error' as const,
} satisfies BuildOptions;
