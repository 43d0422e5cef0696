import { ScriptError } from '../lib/say.mjs';

/** Runs a TypeScript file through the hub's own compiler. */
const typescript = (file, ...args) => ['-r', '@swc-node/register', file, ...args];
const tool = (file, ...args) => [`node_modules/${file}`, ...args];

/**
 * What `npm run check` asks, the longest first. Each command is the arguments of a Node process in the project's folder; a
 * step passes if all of its commands exit with 0.
 */
const steps = [
  {
    name: 'lint',
    asks: 'code keeps the rules of eslint.config.mjs',
    commands: [tool('eslint/bin/eslint.js', '--max-warnings=0', '.')],
  },
  { name: 'types', asks: 'the compiler finds no fault', commands: [tool('typescript/bin/tsc', '--project', '.')] },
  {
    name: 'migrations',
    asks: 'migrations make what the entities declare, and can be taken back',
    commands: [typescript('scripts/check/migrations/main.ts')],
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
  },
  {
    name: 'format',
    asks: 'files are formatted',
    commands: [tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.')],
  },
  {
    name: 'dead code',
    asks: 'every file, export and package is used',
    commands: [
      tool('knip/bin/knip.js', '--no-config-hints'),
      tool('knip/bin/knip.js', '--no-config-hints', '--production', '--strict'),
    ],
  },
  {
    name: 'schema',
    asks: 'schema/hub.graphql is what the code says, is described, and breaks no client',
    commands: [typescript('scripts/check/schema/main.ts')],
  },
  {
    name: 'codegen',
    asks: 'generated code fits schema and operations',
    commands: [tool('@graphql-codegen/cli/cjs/bin.js', '--check')],
  },
  {
    name: 'containers',
    asks: 'Dockerfile and docker-compose.yml are sound',
    commands: [['scripts/check/containers.mjs']],
  },
  {
    name: 'packages',
    asks: 'package-lock.json is whole, for every platform',
    commands: [['scripts/check/packages.mjs']],
  },
  { name: 'words', asks: 'nothing is left to be done later', commands: [['scripts/check/words.mjs']] },
];

/** What `npm run fix` does. */
export const fixes = [
  { name: 'schema', commands: [typescript('scripts/check/schema/main.ts', '--write')] },
  { name: 'codegen', commands: [tool('@graphql-codegen/cli/cjs/bin.js')] },
  { name: 'lint', commands: [tool('eslint/bin/eslint.js', '--fix', '--max-warnings=0', '.')] },
  { name: 'format', commands: [tool('prettier/bin/prettier.cjs', '--write', '--log-level=warn', '.')] },
];

/** The steps of these names, or all of them if none is named. */
export function chooseSteps(names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = steps.map(({ name, asks }) => `  ${name.padEnd(14)}${asks}`).join('\n');
    throw new ScriptError(`There is no check "${unknown[0]}". Name some of these, or none to run all:\n${known}`);
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
}
