import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './root';

let known: string | undefined;

/** The code that this process runs, as a hash: hubs of the same release have the same, and a new release has another one. */
export function releaseHash(): string {
  return (known ??= hashOf([path.join(ROOT, 'package.json'), ...filesIn(path.dirname(__dirname))]));
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('base64url');
}

/** All files of the hub's code, in the same order on every machine. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name));
  return files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}
