import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { CommandError } from './commands/command-error';
import type { ExplainOptions } from './commands/explain';
import type { ExportOptions } from './commands/export';
import { fail } from './commands/fail';
import type { KeyOptions } from './commands/key-commands';
import { say } from './commands/say';
import { readConfig } from './config';

// Each command imports its modules when it needs them, so that --help, and refusals of options, variables and folders, come at once.

const program = new Command('hub')
  .description('Equity Hub: the directory of a health-equity network over GraphQL.')
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) });

program
  .command('serve')
  .description(
    'Start Postgres unless DATABASE_URL is set, migrate, load the bundled dataset into an empty hub, and serve.',
  )
  .action(async () => {
    const config = readConfig();
    await (await import('./commands/serve.js')).serve(config);
  });

program
  .command('migrate')
  .description('Apply the missing migrations.')
  .option('--revert', 'revert the last migration')
  .option('--force', 'with --revert: even if that loses data')
  .action(({ revert, force = false }: { revert?: boolean; force?: boolean }) => {
    if (force && !revert) throw new CommandError('--force goes with --revert; add it, or leave both out.', 2);
    return withDatabase((url) => (revert ? reverted(url, force) : migrated(url)));
  });

program
  .command('seed')
  .description('Load a dataset; records that exist already stay as they are.')
  .argument('[folder]', 'the folder with its YAML files; the bundled dataset if left out')
  .action((folder?: string) => withMigrated(async (url) => (await import('./commands/seed.js')).seed(url, folder)));

program
  .command('export-dataset')
  .description(
    'Write all current records as a dataset, which another hub can load with seed, and name what is left out.',
  )
  .argument('<folder>', 'a new or empty folder; its files hold private contacts, so only you may read them')
  .action(async (folder: string) => {
    const place = await (await import('./commands/new-folder.js')).newFolder(folder);
    return withMigrated(async (url) => (await import('./commands/export-dataset.js')).exportInto(url, place));
  });

program
  .command('export')
  .description('Write a list of records as a file: CSV, NDJSON or XLSX.')
  .argument('<file>', 'a GraphQL document: a query of one list')
  .requiredOption('--format <format>', 'csv, ndjson or xlsx')
  .option('--role <role>', 'whoever may read it: public, analyst, partner, editor or admin', 'admin')
  .option('--operation <name>', 'the operation, if the document has several')
  .option('--variables <file>', 'its variables as JSON; by default those in FILE.variables.json, if it exists')
  .option('--output <file>', 'where to write it; to standard output if left out')
  .action(async (file: string, options: ExportOptions) => {
    const { exportOf, exportFile } = await import('./commands/export.js');
    const wanted = exportOf(file, options);
    return withMigrated((url) => exportFile(readConfig(), url, wanted));
  });

program
  .command('sdl')
  .description("Print the subgraph's SDL.")
  .option('--without-access', 'without @authenticated and @requiresScopes, which Apollo Gateway (not Router) refuses')
  .action(async (options: { withoutAccess?: boolean }) => {
    const [{ hubSchema }, { withoutAccess }] = await Promise.all([
      import('./hub.js'),
      import('./platform/subgraph/without-access.js'),
    ]);
    const { sdl } = hubSchema();
    process.stdout.write(options.withoutAccess ? withoutAccess(sdl) : sdl);
  });

program
  .command('explain')
  .description('Show how the hub answers a query: by a plan with one SQL statement, or by resolvers, and why.')
  .argument('<file>', 'a GraphQL document')
  .option('--role <role>', 'public, analyst, partner, editor or admin', 'public')
  .option('--operation <name>', 'the operation, if the document has several')
  .option('--variables <file>', 'its variables as JSON; by default those in FILE.variables.json, if it exists')
  .action(async (file: string, options: ExplainOptions) =>
    print((await import('./commands/explain.js')).explain(file, options)),
  );

const key = program.command('key').description('Create, list and revoke hub keys.');

key
  .command('create')
  .description('Create a key and print it to standard output. It cannot be shown again.')
  .requiredOption('--role <role>', 'analyst, partner, editor or admin')
  .requiredOption('--name <name>', 'who or what the key is for')
  .option('--expires <days>', 'when it stops working, such as 90d; never if left out')
  .action((options: KeyOptions) => withMigrated(async (url) => (await keys()).createKey(url, options), print));

key
  .command('list')
  .description('List all keys; their secrets are not kept.')
  .action(() => withMigrated(async (url) => (await keys()).listKeys(url), print));

key
  .command('revoke')
  .description('Revoke a key; it stops working within 5 seconds.')
  .argument('<id>', 'its id, as the list shows it')
  .action((id: string) => withMigrated(async (url) => (await keys()).revokeKey(url, id)));

const keys = () => import('./commands/key-commands.js');
const database = () => import('./commands/used-database.js');

async function migrated(url: string): Promise<string> {
  const applied = await (await database()).migrate(url);
  return applied.length === 0 ? 'Nothing to migrate.' : `Migrated: ${applied.join(', ')}.`;
}

async function reverted(url: string, force: boolean): Promise<string> {
  const [{ revertMigration }, { lossLines }] = await Promise.all([database(), import('./commands/revert.js')]);
  const done = await revertMigration(url, { force });
  if (!done) return 'There is no migration to revert.';
  const reverts = `Reverted ${done.name}.`;
  return done.losses.length === 0 ? reverts : `${reverts} Lost:\n${lossLines(done.losses)}`;
}

async function withDatabase(work: (url: string) => Promise<string>, show = say): Promise<void> {
  const { useDatabase } = await database();
  const used = await useDatabase(readConfig());
  try {
    show(await work(used.url));
  } finally {
    await used.stop();
  }
}

function withMigrated(work: (url: string) => Promise<string>, show = say): Promise<void> {
  return withDatabase(async (url) => {
    await (await database()).migrate(url);
    return work(url);
  }, show);
}

function print(result: string): void {
  process.stdout.write(`${result}\n`);
}

function failed(error: unknown): void {
  // commander has printed it.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else fail(error);
}

// The reader of a pipe may close it before the command has printed everything.
process.stdout.on('error', () => undefined);
program.parseAsync().catch(failed);
