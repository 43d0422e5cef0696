import 'reflect-metadata';
import { createRequire } from 'node:module';
import { fail } from '../../src/commands/fail';
import type { serve } from '../../src/commands/serve';
import { readConfig } from '../../src/config';

/** Runs `hub serve` from the sources. src/main.ts cannot do that: it loads its commands from dist. */
async function main(): Promise<void> {
  // Loaded only now, so that what is thrown while it loads is printed like any other failure.
  const commands = createRequire(__filename)('../../src/commands/serve') as { readonly serve: typeof serve };
  await commands.serve(readConfig());
}

// The channel to scripts/dev.mjs closes when that is killed. A hub must not outlive it.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();

main().catch(fail);
