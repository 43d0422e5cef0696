import { createRequire } from 'node:module';
import { ensureBuilt } from '../lib/build.mjs';
import { ensurePackages } from '../lib/packages.mjs';
import { root } from '../lib/root.mjs';
import { runScript } from '../lib/say.mjs';

/** Runs a tool written in TypeScript in this process, after installing and building what is missing. @param file its path from the project's folder */
export async function runFromSources(file) {
  await runScript(async () => {
    await ensurePackages(root, { development: true });
    await ensureBuilt(root);
  });
  if (process.exitCode) return;
  process.chdir(root);
  const require = createRequire(import.meta.url);
  require('@swc-node/register');
  require(`../../${file}`);
}
