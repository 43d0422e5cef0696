/** Tests run from the sources, through the same compiler that builds the hub (.swcrc). */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  // Real servers and real processes: a busy machine must not fail a test.
  testTimeout: 30_000,
};
