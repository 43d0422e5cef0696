// Corrects what can be corrected automatically: formatting, lint errors with a fix, schema/hub.graphql and generated code. With --all, runs all steps,
// even if nothing has changed since.
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript } from './lib/say.mjs';
import { runSteps } from './check/run.mjs';
import { fixes } from './check/steps.mjs';

await runScript(async () => {
  await ensurePackages(root, { development: true });
  const quick = !process.argv.includes('--all');
  // One after the other, because a fixed line may need formatting.
  if (!(await runSteps(root, fixes, { atOnce: 1, quick, onlyChanged: quick }))) process.exitCode = 1;
});
