// Puts right what a machine can: formatting, what lint knows a fix for, the schema's snapshot, and generated code.
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript } from './lib/say.mjs';
import { runSteps } from './check/run.mjs';
import { fixes } from './check/steps.mjs';

await runScript(async () => {
  await ensurePackages(root, { development: true });
  // One after the other: a fixed line may have to be formatted anew.
  if (!(await runSteps(root, fixes, { atOnce: 1 }))) process.exitCode = 1;
});
