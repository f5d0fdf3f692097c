import type { BuildOptions, Plugin } from 'esbuild';

/** Dependencies written as CommonJS ask for Node's own modules with `require`, which an ES module lacks. */
const REQUIRE =
  "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);";

/**
 * A function is given its credentials in its environment. What the AWS SDK looks for them with on any other machine
 * weighs more than its database client, and is left out of the bundles.
 */
const credentialsOfFunctions: Plugin = {
  name: 'credentials-of-functions',
  setup(build) {
    const namespace = 'credentials-of-functions';
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ path }) => ({ path, namespace }));
    build.onLoad({ filter: /./, namespace }, () => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
      resolveDir: build.initialOptions.absWorkingDir ?? process.cwd(),
    }));
  },
};

/** How every bundle is made: one ES module for Node 24, minified. */
export const BUNDLING = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  format: 'esm' as const,
  platform: 'node' as const,
  target: 'node24',
  plugins: [credentialsOfFunctions],
  mainFields: ['module', 'main'] as string[],
  legalComments: 'none' as const,
  banner: { js: REQUIRE },
  logLevel: 'error' as const,
} satisfies BuildOptions;
