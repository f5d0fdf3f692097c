/** `npm run test:real`: against the real market data in the folder REAL_DATA, and nothing without it. */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/test/real/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/support/requireRealData.cjs',
  testTimeout: 60_000,
};
