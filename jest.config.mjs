/** Tests run from the sources, through the same compiler that builds the hub (.swcrc). */
export default {
  testEnvironment: 'node',
  runtime: '<rootDir>/tests/support/shared-runtime.cjs',
  // What is particular to a feature is tested beside it.
  roots: ['<rootDir>/tests', '<rootDir>/src'],
  testMatch: ['**/*.test.ts'],
  // jose comes as ES modules only, and Hive's planner imports its binary as one: Node can do that, jest on Node 20 cannot.
  transform: {
    '^.+\\.ts$': '@swc/jest',
    '/node_modules/jose/.+\\.js$': '@swc/jest',
    '/node_modules/@graphql-hive/router-runtime/dist/.+\\.cjs$': '@swc/jest',
  },
  transformIgnorePatterns: ['/node_modules/(?!jose/|@graphql-hive/router-runtime/dist/)'],
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  reporters: ['default', '<rootDir>/tests/support/progress-reporter.cjs'],
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  // Tests wait a lot: for Postgres, for processes, for what must not happen.
  maxWorkers: '100%',
  // A worker keeps memory of each file that it has run; towards its limit it would hardly do anything but collect garbage.
  workerIdleMemoryLimit: '1GB',
  // Real servers and real processes: a busy machine must not fail a test.
  testTimeout: 60_000,
};
