import 'reflect-metadata';
import { CommandError } from '../../src/commands/command-error';
import { serve } from '../../src/commands/serve';
import { InvalidEnvironment, readConfig } from '../../src/config';

/** What `hub serve` does, of the sources: src/main.ts loads its commands as they were built. */
async function main(): Promise<void> {
  await serve(readConfig());
}

main().catch((error: unknown) => {
  const isExpected = error instanceof CommandError || error instanceof InvalidEnvironment;
  process.stderr.write(`${String(isExpected ? error.message : error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
