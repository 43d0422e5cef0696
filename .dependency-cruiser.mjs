import { readFileSync } from 'node:fs';

/** The features in their order, as src/features.ts has them: a later one may add to those before it, and knows nothing of those after it. */
const FEATURES = [...readFileSync('src/features.ts', 'utf8').matchAll(/^ {2}(\w+)Feature,$/gm)].map(([, name]) => name);
const any = FEATURES.join('|');

/** What wires the hub together. The commands are part of it: they are the hub's outside, and nothing but main.ts knows them. */
const WIRING = '^src/(hub|features|data-source)\\.ts$|^src/commands/';

/** A test beside what it tests: not part of the hub. */
const TEST = '\\.test\\.ts$';

const general = [
  {
    name: 'no-cycles',
    comment: 'Files that need each other, be it for a type, are one file, or lack a third that both need.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'Nothing imports it and it imports nothing: delete it, or wire it.',
    from: { orphan: true, path: '^(src|migrations)/', pathNot: TEST },
    to: {},
  },
  {
    name: 'resolvable',
    comment: 'What is imported has to be there: a typo, or a package that package.json does not list.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'runs-without-development-packages',
    comment: 'A deployed hub has only "dependencies"; move the package there.',
    from: { path: '^(src|migrations)/', pathNot: TEST },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'source-stands-alone',
    comment: 'The hub needs neither its tests nor its tools.',
    from: { path: '^(src|migrations)/', pathNot: TEST },
    to: { path: '^(tests|scripts|bench|chaos|fuzz|examples)/' },
  },
  {
    name: 'migrations-stand-alone',
    comment: 'A migration that uses the code of today changes its meaning tomorrow.',
    from: { path: '^migrations/' },
    to: { path: '^src/' },
  },
  {
    name: 'examples-stand-alone',
    comment: 'Somebody who copies an example takes nothing else along.',
    from: { path: '^examples/([^/]+)/' },
    to: { path: '^[^/]+/', pathNot: ['^examples/$1/', 'node_modules'], dependencyTypesNot: ['core'] },
  },
  {
    name: 'no-catch-all',
    comment: 'Name a file after what it does.',
    from: {},
    to: { path: '/(util|utils|helper|helpers|common|misc|shared)[/.]', pathNot: 'node_modules' },
  },
];

const arrows = [
  {
    name: 'platform-knows-no-feature',
    comment: 'What platform/ needs of a feature, it is given through platform/domain.ts.',
    from: { path: '^src/platform/' },
    to: { path: `^src/(${any})/` },
  },
  {
    name: 'features-meet-at-the-door',
    comment: 'Import the other feature from its index.ts; what is not there is its own business.',
    from: { path: `^src/(${any})/` },
    to: { path: `^src/(${any})/`, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
  },
  {
    name: 'outsiders-use-the-door',
    comment: 'Import a feature from its index.ts.',
    from: { path: '^src/', pathNot: `^src/(${any})/` },
    to: { path: `^src/(${any})/`, pathNot: '^src/[^/]+/index\\.ts$' },
  },
  ...FEATURES.slice(0, -1).map((feature, index) => ({
    name: `${feature}-knows-none-after-it`,
    comment: `Features stand in an order (${FEATURES.join(', ')}): let the later one add the field.`,
    from: { path: `^src/${feature}/` },
    to: { path: `^src/(${FEATURES.slice(index + 1).join('|')})/` },
  })),
  {
    name: 'reading-and-writing-know-no-graphql',
    comment:
      'What reads, writes and keeps history does not depend on how it is asked for: only its schema/ folders make GraphQL types.',
    from: { path: '^src/platform/(reading|writing|change-log)/', pathNot: '/schema/' },
    to: { path: '(^|/)(type-graphql|@apollo)(/|$)' },
  },
  {
    name: 'resolvers-know-no-database',
    comment: 'A resolver calls a service or a loader.',
    from: { path: '\\.resolver\\.ts$' },
    to: { path: '(^|/)(typeorm|pg)(/|$)' },
  },
  {
    name: 'only-the-wiring-knows-features',
    comment: 'At the root of src only hub.ts, features.ts, data-source.ts and the commands import features.',
    from: { path: '^src/', pathNot: [WIRING, `^src/(${any})/`] },
    to: { path: `^src/(${any})/` },
  },
  {
    name: 'parts-know-no-wiring',
    comment: 'A part is given what it needs; it does not reach for the whole.',
    from: { path: `^src/(platform|${any})/` },
    to: { path: '^src/[^/]+\\.ts$|^src/commands/' },
  },
  {
    name: 'only-main-knows-commands',
    comment: 'The commands are the outermost part.',
    from: { path: '^src/', pathNot: '^src/(main\\.ts$|commands/)' },
    to: { path: '^src/commands/' },
  },
  {
    name: 'every-folder-has-its-place',
    comment: 'A new folder of src is a feature: give it a line in src/features.ts.',
    from: {},
    to: { path: '^src/[^/]+/', pathNot: `^src/(platform|commands|${any})/` },
  },
];

export default {
  forbidden: [...general, ...arrows].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    // A test beside its feature leads into tests/ and the documents that it sends, which no arrow is about.
    doNotFollow: { path: ['node_modules', '^tests/', '^schema/documents/'] },
    // Imports of types are arrows too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'require', 'default', 'types'] },
  },
};
