// Puts right what a machine can: formatting, what lint knows a fix for, the schema's snapshot, and generated code. With --all also where nothing
// has changed since.
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript } from './lib/say.mjs';
import { runSteps } from './check/run.mjs';
import { fixes } from './check/steps.mjs';

await runScript(async () => {
  await ensurePackages(root, { development: true });
  const quick = !process.argv.includes('--all');
  // One after the other: a fixed line may have to be formatted again.
  if (!(await runSteps(root, fixes, { atOnce: 1, quick, onlyChanged: quick }))) process.exitCode = 1;
});
