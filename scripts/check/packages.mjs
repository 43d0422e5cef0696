// Asks npm whether package-lock.json is complete: it works for `npm ci` and has the binaries of every platform. Needs no network.
import { runNpm } from '../lib/npm.mjs';
import { root } from '../lib/root.mjs';

const { code, said } = await runNpm(root, [
  'ci',
  '--dry-run',
  '--offline',
  '--ignore-scripts',
  // Overrides the npm configuration of this machine.
  '--loglevel=error',
  '--no-audit',
  '--no-fund',
]);
if (code !== 0) {
  const faults = said.match(/(?:Invalid|Missing): .*/g) ?? [said.trim()];
  process.stdout.write(`package.json and package-lock.json do not match; run npm install.\n${faults.join('\n')}\n`);
  process.exitCode = 1;
}
