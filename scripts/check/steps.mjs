import { ScriptError } from '../lib/say.mjs';
import { HEAD } from './files.mjs';

/** The folder for the caches of tools. */
const CACHE = 'node_modules/.cache';

/** Runs a TypeScript file, compiled in memory. */
const typescript = (file, ...args) => ['-r', '@swc-node/register', file, ...args];
const tool = (file, ...args) => [`node_modules/${file}`, ...args];
const eslint = (...args) => tool('eslint/bin/eslint.js', '--max-warnings=0', ...args, '.');
const prettier = (...args) => tool('prettier/bin/prettier.cjs', '--log-level=warn', ...args, '.');
const knip = (...args) => tool('knip/bin/knip.js', '--no-config-hints', ...args);
const BY_CONTENT = ['--cache', '--cache-strategy=content'];

const CODE = /\.[cm]?[jt]s$/;
const SCHEMA = /^schema\//;
const SOURCES = /^(src|migrations)\//;
/** How TypeScript files become JavaScript. */
const COMPILER = /^(tsconfig\.json|\.swcrc)$/;

/**
 * The steps of `npm run check`, the longest first. A command is the arguments of a Node process in the project's folder; a step passes if all of
 * its commands exit with 0. `reads` are the files that the result depends on: until one of them changes, a passed step is not run again. `quick`
 * are extra arguments for a run that may check only what has changed. CI does not use them, because a rule about types can depend on other files.
 */
const steps = [
  {
    name: 'lint',
    asks: 'the code follows the rules of eslint.config.mjs',
    commands: [eslint()],
    quick: [...BY_CONTENT, `--cache-location=${CACHE}/eslint/`],
    reads: [CODE, COMPILER],
  },
  {
    name: 'types',
    asks: 'the compiler finds no fault',
    commands: [tool('typescript/bin/tsc', '--project', '.')],
    quick: ['--incremental', '--tsBuildInfoFile', `${CACHE}/typescript/tsconfig.tsbuildinfo`],
    reads: [/\.ts$/, COMPILER],
  },
  {
    name: 'migrations',
    asks: 'migrations create what the entities declare, and can be reverted',
    commands: [typescript('scripts/check/migrations/main.ts')],
    reads: [SOURCES, COMPILER],
  },
  {
    name: 'architecture',
    asks: 'imports keep the arrows of docs/architecture.md',
    commands: [
      tool(
        'dependency-cruiser/bin/dependency-cruise.mjs',
        '--output-type=err-long',
        'src',
        'migrations',
        'chaos',
        'fuzz',
        'examples',
      ),
    ],
    quick: ['--cache', `${CACHE}/dependency-cruiser`, '--cache-strategy', 'content'],
    reads: [/^(src|migrations|chaos|fuzz|examples)\//, /^\.dependency-cruiser\.mjs$/, /^(tsconfig|package)\.json$/],
  },
  {
    name: 'format',
    asks: 'files are formatted',
    commands: [prettier('--check')],
    quick: BY_CONTENT,
    reads: [/./],
  },
  {
    name: 'dead code',
    asks: 'every file, export and package is used',
    commands: [knip(), knip('--production', '--strict')],
    quick: ['--cache', `--cache-location=${CACHE}/knip`],
    reads: [CODE, /\.jsonc?$/],
  },
  {
    name: 'schema',
    asks: 'schema/hub.graphql and schema/api.graphql are up to date, have descriptions, and break no client',
    commands: [typescript('scripts/check/schema/main.ts')],
    reads: [/^src\//, SCHEMA, HEAD, COMPILER],
  },
  {
    name: 'codegen',
    asks: 'generated code is up to date with the schema and operations',
    commands: [tool('@graphql-codegen/cli/cjs/bin.js', '--check')],
    reads: [SCHEMA, /^codegen\.ts$/, /^scripts\/tools\/cache-facts\.cjs$/],
  },
  {
    name: 'containers',
    asks: 'Dockerfile and docker-compose.yml are valid',
    commands: [['scripts/check/containers.mjs']],
    reads: [/^Dockerfile$/, /^docker-compose\.yml$/],
  },
  {
    name: 'packages',
    asks: 'package-lock.json is complete, for every platform',
    commands: [['scripts/check/packages.mjs']],
    reads: [/^package(-lock)?\.json$/],
  },
  { name: 'words', asks: 'no file has a mark of unfinished work', commands: [['scripts/check/words.mjs']] },
];

const of = (name) => steps.find((step) => step.name === name);

/** The steps of `npm run fix`. Each corrects what the check of the same name finds. */
export const fixes = [
  { ...of('schema'), name: 'fix schema', commands: [typescript('scripts/check/schema/main.ts', '--write')] },
  { ...of('codegen'), name: 'fix codegen', commands: [tool('@graphql-codegen/cli/cjs/bin.js')] },
  { ...of('lint'), name: 'fix lint', commands: [eslint('--fix')] },
  { ...of('format'), name: 'fix format', commands: [prettier('--write')] },
].map((fix) => ({ ...fix, changesFiles: true }));

/** The steps with these names, or all steps if there are no names. @throws ScriptError for an unknown name */
export function chooseSteps(names) {
  const unknown = names.filter((name) => !of(name));
  if (unknown.length > 0) {
    const known = steps.map(({ name, asks }) => `  ${name.padEnd(14)}${asks}`).join('\n');
    throw new ScriptError(`There is no check "${unknown[0]}". Name some of these, or none to run all:\n${known}`);
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
}
