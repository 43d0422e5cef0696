import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KeyRole } from '../src/platform/access/viewer';

const ROOT = join(__dirname, '..');

/** Creates a hub key with the hub's own command. @returns the value of the `authorization` header */
export async function createKey(databaseUrl: string, role: KeyRole, name: string): Promise<string> {
  const args = ['dist/src/main.js', 'key', 'create', '--role', role, '--name', name];
  const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  return `Bearer ${stdout.trim()}`;
}
