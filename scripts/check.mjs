// Passes the project's quality gates: installs what is missing, then runs all of them, or those that are named.
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript } from './lib/say.mjs';
import { runSteps } from './check/run.mjs';
import { chooseSteps } from './check/steps.mjs';

await runScript(async () => {
  const steps = chooseSteps(process.argv.slice(2));
  await ensurePackages(root, { development: true });
  if (!(await runSteps(root, steps))) process.exitCode = 1;
});
