// Passes the project's quality gates: installs what is missing, then runs those whose files have changed since they passed, those that are
// named, or, with --all, all of them without what they remember.
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
