import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { migrate, revertMigration, say, useDatabase } from './commands/database';
import { CommandError } from './commands/errors';
import { seed } from './commands/seed';
import { serve } from './commands/serve';
import { InvalidEnvironment, readConfig } from './config';
import { hubSchema } from './hub';
import { EmbeddedPostgresError } from './platform/embedded-postgres';

const program = new Command('hub')
  .description('Equity Hub: the directory of a health-equity network over GraphQL.')
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) });

program
  .command('serve')
  .description('Boot what is needed, migrate, load the bundled dataset into an empty hub, and serve.')
  .action(() => serve(readConfig()));

program
  .command('migrate')
  .description('Apply the migrations that are missing.')
  .option('--revert', 'take the last migration back')
  .action(({ revert }: { revert?: boolean }) => withDatabase((url) => (revert ? reverted(url) : migrated(url))));

program
  .command('seed')
  .description('Load a dataset; what is there already is left as it is.')
  .argument('[folder]', 'the folder with its YAML files; the bundled dataset if left out')
  .action((folder?: string) => withDatabase(async (url) => seedMigrated(url, folder)));

program
  .command('sdl')
  .description("Print the subgraph's SDL.")
  .action(() => void process.stdout.write(hubSchema().sdl));

async function migrated(url: string): Promise<string> {
  const applied = await migrate(url);
  return applied.length === 0 ? 'Nothing to migrate.' : `Migrated: ${applied.join(', ')}.`;
}

async function reverted(url: string): Promise<string> {
  await revertMigration(url);
  return 'Took the last migration back.';
}

async function seedMigrated(url: string, folder?: string): Promise<string> {
  await migrate(url);
  return seed(url, folder);
}

async function withDatabase(work: (url: string) => Promise<string>): Promise<void> {
  const database = await useDatabase(readConfig());
  try {
    say(await work(database.url));
  } finally {
    await database.stop();
  }
}

/** A fault that a person can put right is one clear line; exit code 2 is for misuse, 1 for all else. */
function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  const expected =
    error instanceof CommandError || error instanceof EmbeddedPostgresError || error instanceof InvalidEnvironment;
  say(
    expected
      ? error.message
      : `The hub failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  process.exitCode = error instanceof InvalidEnvironment ? 2 : 1;
}

program.parseAsync().catch(fail);
