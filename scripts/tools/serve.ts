import 'reflect-metadata';
import { CommandError } from '../../src/commands/command-error';
import { serve } from '../../src/commands/serve';
import { InvalidEnvironment, readConfig } from '../../src/config';

/** Runs `hub serve` from the sources. src/main.ts cannot do that: it loads its commands from dist. */
async function main(): Promise<void> {
  await serve(readConfig());
}

main().catch((error: unknown) => {
  const isExpected = error instanceof CommandError || error instanceof InvalidEnvironment;
  process.stderr.write(`${String(isExpected ? error.message : error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
