import eslint from '@eslint/js';
import typescript from 'typescript-eslint';

const noDefaultExports = {
  'no-restricted-exports': [
    'error',
    { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } },
  ],
};

/** A function fits in a glance, a file in two or three screens; see "Style" in docs/architecture.md. */
const sizes = {
  'max-lines': ['error', 250],
  'max-lines-per-function': ['error', { max: 60, skipComments: true }],
  // A switch is one decision, however many cases it has.
  complexity: ['error', { max: 12, variant: 'modified' }],
  'max-depth': ['error', 3],
  'max-params': ['error', 6],
};

/** Tests stand in tests/, or beside what they test. */
const TESTS = ['tests/**/*.ts', 'src/**/*.test.ts'];

/** A name that begins with _ says that it is there for its place only. */
const unused = { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true };

const correctness = {
  'no-unused-vars': ['error', unused],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  'no-else-return': 'error',
  'no-param-reassign': 'error',
  'no-template-curly-in-string': 'error',
  'no-unreachable-loop': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-template': 'error',
};

/** Named errors only: whoever catches one has to be able to tell it from the others. */
const namedErrors = {
  selector: 'ThrowStatement > NewExpression[callee.name="Error"]',
  message: 'Throw a named error that says what to do.',
};

/** One place reads the environment, src/config.ts, and every fault in it is named at once. */
const noEnvironment = {
  'no-restricted-properties': [
    'error',
    { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' },
  ],
  'no-restricted-imports': [
    'error',
    {
      paths: ['process', 'node:process'].map((name) => ({
        name,
        importNames: ['env', 'default'],
        message: 'Only src/config.ts reads the environment.',
      })),
    },
  ],
};

const strict = {
  'no-unused-vars': 'off',
  '@typescript-eslint/no-unused-vars': ['error', unused],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  '@typescript-eslint/no-shadow': 'error',
  // A resolver is a class with decorated methods, which need no `this`.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // `() => void work()` says in one line that nobody waits for the result.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  '@typescript-eslint/no-meaningless-void-operator': 'off',
  // Whoever handles one kind of error passes all others on.
  '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
  // An interface may ask for a promise where there is nothing to wait for.
  '@typescript-eslint/require-await': 'off',
  // The enums of graphql are plain strings, and written so.
  '@typescript-eslint/no-unsafe-enum-comparison': 'off',
  // So type-graphql and TypeORM call a class.
  '@typescript-eslint/no-unsafe-function-type': 'off',
  // A row stands for the record that it was read from; type-graphql's classes are declarations only.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
};

export default typescript.config(
  { ignores: ['**/dist/', 'coverage/', '.hub/', 'schema/documents/generated/', 'bench/node_modules/'] },
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    extends: [eslint.configs.recommended],
    rules: { ...correctness, ...noDefaultExports, ...sizes },
  },
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: strict,
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config.ts', ...TESTS],
    rules: noEnvironment,
  },
  {
    files: ['src/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', namedErrors] },
  },
  {
    // A list of settings, each with its default.
    files: ['src/config.ts'],
    rules: { complexity: 'off' },
  },
  {
    // A migration is SQL, and a test file as long as what it tells.
    files: ['migrations/**/*.ts', ...TESTS],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    // What jest's matchers stand for is `any`.
    files: TESTS,
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    // Tools that look for a default export.
    files: ['*.config.mjs', '.dependency-cruiser.mjs', 'codegen.ts', 'tests/support/global-*.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: nodeGlobals() },
    rules: { 'no-console': 'off' },
  },
);

function nodeGlobals() {
  const names = [
    'AbortController',
    'AbortSignal',
    'Buffer',
    'URL',
    'URLSearchParams',
    'clearInterval',
    'clearTimeout',
    'console',
    'fetch',
    'performance',
    'process',
    'setImmediate',
    'setInterval',
    'setTimeout',
    'structuredClone',
  ];
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
