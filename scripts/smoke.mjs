// Runs a small part of the suite on the other supported versions of Node. They come from the npm package `node`.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript, say, ScriptError, showProgress } from './lib/say.mjs';
import { runNpm } from './lib/npm.mjs';

const VERSIONS = ['22.23.3', '24.9.0'];
/** Tests that start a hub as a process, and query, change and follow it; and some tests of rules only. */
const TESTS = ['tests/smoke', 'tests/unit', 'src/config', 'src/programs'];

await runScript(async () => {
  await ensurePackages(root, { development: true });
  for (const version of VERSIONS) {
    const node = await showProgress(`Installing Node ${version}`, () => nodeOf(version));
    say(`\nOn Node ${version}:`);
    const { status } = spawnSync(node, ['node_modules/jest/bin/jest.js', ...TESTS], { cwd: root, stdio: 'inherit' });
    if (status !== 0) throw new ScriptError(`The hub does not pass its smoke tests on Node ${version}.`);
  }
});

/** The path of that version of Node, installed by npm. */
async function nodeOf(version) {
  const print = ['--', 'node', '--print', '"path: " + process.execPath'];
  const { code, said } = await runNpm(root, ['exec', '--yes', `--package=node@${version}`, ...print]);
  const [, found] = /^path: (.+)$/m.exec(said) ?? [];
  if (code !== 0 || !found || !path.isAbsolute(found))
    throw new ScriptError(`Cannot install Node ${version}: ${said.trim()}`);
  return found;
}
