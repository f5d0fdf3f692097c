/** `npm run test:aws`: what the adapters rely on, against the embedded cloud or the one at AWS_ENDPOINT_URL. */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/test/aws/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/support/cloudUp.cjs',
  globalTeardown: '<rootDir>/test/support/cloudDown.cjs',
  testTimeout: 30_000,
};
