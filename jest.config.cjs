/**
 * `npm test`: quick, offline, in process. What needs real data, a cloud or the whole stack has a
 * configuration of its own, built on this one.
 */
module.exports = {
  testEnvironment: 'node',
  // Whoever starts the tests waits for them.
  maxWorkers: '100%',
  // A busy machine is no failure: what hangs is told all the same.
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(real|aws|e2e|bench)/'],
  // Sources become CommonJS; @middy and d3 ship ES modules only and are transformed with them.
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(@middy|d3-[a-z-]+|internmap)/)'],
  moduleNameMapper: {
    '^@middy/([^/]+)$': '<rootDir>/node_modules/@middy/$1/index.js',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};
