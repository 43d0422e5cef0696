// Checks the project: installs missing packages, then runs the steps whose files have changed since they passed. With names of steps, runs
// those. With --all, runs all steps without caches.
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript } from './lib/say.mjs';
import { runSteps } from './check/run.mjs';
import { chooseSteps } from './check/steps.mjs';

await runScript(async () => {
  const args = process.argv.slice(2);
  const names = args.filter((argument) => argument !== '--all');
  const steps = chooseSteps(names);
  await ensurePackages(root, { development: true });
  const all = args.includes('--all');
  if (!(await runSteps(root, steps, { quick: !all, onlyChanged: !all && names.length === 0 }))) process.exitCode = 1;
});
