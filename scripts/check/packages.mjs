// Asks npm whether package-lock.json is whole: fit for `npm ci`, with the binaries of every platform. Needs no network.
import { runNpm } from '../lib/npm.mjs';
import { root } from '../lib/root.mjs';

const { code, said } = await runNpm(root, [
  'ci',
  '--dry-run',
  '--offline',
  '--ignore-scripts',
  // Whatever npm is configured to do where it runs this.
  '--loglevel=error',
  '--no-audit',
  '--no-fund',
]);
if (code !== 0) {
  const faults = said.match(/(?:Invalid|Missing): .*/g) ?? [said.trim()];
  process.stdout.write(`package.json and package-lock.json do not fit; run npm install.\n${faults.join('\n')}\n`);
  process.exitCode = 1;
}
