import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const FEATURES = ['organizations', 'cores', 'programs', 'contacts', 'taxonomy', 'sources', 'search', 'updates'];

type Files = Readonly<Record<string, string>>;
interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}
interface Cruise {
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

/** A small hub that keeps every rule. */
const SOUND: Files = {
  'src/main.ts': `import './commands/serve';`,
  'src/commands/serve.ts': `import '../hub';`,
  'src/hub.ts': `import './features'; import './config';`,
  'src/config.ts': `import 'zod';`,
  'src/features.ts': [
    ...FEATURES.map((feature) => `import { ${feature}Feature } from './${feature}';`),
    'export const features = [',
    ...FEATURES.map((feature) => `  ${feature}Feature,`),
    '];',
  ].join('\n'),
  'src/platform/record.ts': `import 'typeorm'; import 'type-graphql';`,
  'src/platform/reading/schema/types.ts': `import 'type-graphql'; import '../../record';`,
  'chaos/main.ts': `import '../src/platform/record';`,
  'examples/one/main.mjs': `import './part.mjs'; import 'pg';`,
  'examples/one/part.mjs': '',
  'migrations/1-first.ts': `import type { MigrationInterface } from 'typeorm'; export type First = MigrationInterface;`,
  ...Object.fromEntries(FEATURES.flatMap((feature, index) => featureFiles(feature, FEATURES[index - 1]))),
};

function featureFiles(feature: string, before: string | undefined): [string, string][] {
  return [
    [`src/${feature}/index.ts`, `export * from './thing.entity';`],
    [`src/${feature}/thing.entity.ts`, `import '../platform/record'; ${before ? `import '../${before}';` : ''}`],
  ];
}

/** Each rule with files that break it. The first file is the one to be blamed. */
const BREACHES: [rule: string, files: Files][] = [
  ['no-cycles', { 'src/platform/one.ts': `import './two';`, 'src/platform/two.ts': `import './one';` }],
  [
    'no-cycles',
    {
      'src/platform/first.ts': `import type { Second } from './second'; export type First = Second;`,
      'src/platform/second.ts': `import type { First } from './first'; export type Second = First;`,
    },
  ],
  ['no-orphans', { 'src/platform/alone.ts': `export const alone = true;` }],
  ['resolvable', { 'src/platform/mistyped.ts': `import './nowhere';` }],
  ['runs-without-development-packages', { 'src/platform/tested.ts': `import 'jest';` }],
  ['source-stands-alone', { 'src/platform/supported.ts': `import '../../tests/support';`, 'tests/support.ts': '' }],
  ['migrations-stand-alone', { 'migrations/2-second.ts': `import '../src/platform/record';` }],
  ['examples-stand-alone', { 'examples/one/borrowing.mjs': `import '../../src/platform/record';` }],
  ['no-catch-all', { 'src/platform/user.ts': `import './utils';`, 'src/platform/utils.ts': '' }],
  ['platform-knows-no-feature', { 'src/platform/knowing.ts': `import '../organizations';` }],
  ['features-meet-at-the-door', { 'src/programs/burglar.ts': `import '../organizations/thing.entity';` }],
  ['outsiders-use-the-door', { 'src/data-source.ts': `import './organizations/thing.entity';` }],
  ['reading-and-writing-know-no-graphql', { 'src/platform/reading/shown.ts': `import 'type-graphql';` }],
  ['reading-and-writing-know-no-graphql', { 'src/platform/writing/unit/shown.ts': `import '@apollo/server';` }],
  ['resolvers-know-no-database', { 'src/programs/program.resolver.ts': `import 'typeorm';` }],
  ['only-the-wiring-knows-features', { 'src/other.ts': `import './organizations';` }],
  ['parts-know-no-wiring', { 'src/programs/reaching.ts': `import '../hub';` }],
  ['only-main-knows-commands', { 'src/inward.ts': `import './commands/serve';` }],
  ['every-folder-has-its-place', { 'src/late.ts': `import './billing';`, 'src/billing/index.ts': '' }],
  ...FEATURES.slice(0, -1).map((feature, index): [string, Files] => [
    `${feature}-knows-none-after-it`,
    { [`src/${feature}/early.ts`]: `import '../${FEATURES[index + 1]}';` },
  ]),
];

describe('the architecture rules', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  function write(files: Files): string {
    const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'hub-architecture-')));
    folders.push(folder);
    for (const name of ['package.json', 'tsconfig.json']) copyFileSync(path.join(ROOT, name), path.join(folder, name));
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    return folder;
  }

  function run(folder: string, output: string): { readonly status: number | null; readonly stdout: string } {
    const tool = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [tool, '--config', path.join(ROOT, '.dependency-cruiser.mjs'), `--output-type=${output}`];
    return spawnSync(process.execPath, [...args, 'src', 'migrations', 'chaos', 'examples'], {
      cwd: folder,
      encoding: 'utf8',
    });
  }

  function cruise(folder: string): Cruise['summary'] {
    return (JSON.parse(run(folder, 'json').stdout) as Cruise).summary;
  }

  it('are kept by a hub that is laid out as described', () => {
    const folder = write(SOUND);
    expect(cruise(folder).violations).toEqual([]);
    expect(run(folder, 'err-long').status).toBe(0);
  });

  describe('broken all at once', () => {
    let folder: string;
    let summary: Cruise['summary'];
    beforeAll(() => {
      folder = write(Object.assign({}, SOUND, ...BREACHES.map(([, files]) => files)) as Files);
      summary = cruise(folder);
    });

    it('fail the check', () => {
      expect(run(folder, 'err-long').status).toBeGreaterThanOrEqual(BREACHES.length);
    });

    it.each(BREACHES)('%s: %j', (rule, files) => {
      const blamed = summary.violations.filter((violation) => violation.rule.name === rule);
      expect(blamed.map(({ from }) => from)).toContain(Object.keys(files)[0]);
    });

    it('are all of them', () => {
      const rules = summary.ruleSetUsed.forbidden.map(({ name }) => name);
      expect(new Set(BREACHES.map(([rule]) => rule))).toEqual(new Set(rules));
    });
  });
});
