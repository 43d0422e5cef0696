import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { HUB_MAIN, STATE } from './paths.mjs';

/** Makes a key of a role. Returns the headers that sign in with it. */
export function signIn(databaseUrl, role) {
  const key = execFileSync(process.execPath, [HUB_MAIN, 'key', 'create', '--role', role, '--name', 'bench'], {
    env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'error', HUB_DATA_DIR: join(STATE, 'hub') },
  });
  return { authorization: `Bearer ${key.toString().trim()}` };
}
