import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { ApiKey } from '../platform/access/api-key.entity';
import { drawKey } from '../platform/access/hub-keys';
import { KEY_ROLES } from '../platform/access/viewer';
import { withDataSource } from './connect';

const FILE = 'development-keys';

/** The key of an advisory lock, unique in the hub: if hubs start together on one Postgres, only one makes the keys. */
const KEYS_LOCK = 4_812_600_319;

const HEADER = `# Keys of this hub for development, one for each role. To use one:
#   . ${FILE}; curl -H "authorization: Bearer $HUB_EDITOR_KEY" …
`;

/**
 * Makes a key for each role in a hub without keys, and writes them to a file in `folder` that only its owner may read.
 * @returns the path of the file, if there is one
 */
export async function developmentKeys(url: string, folder: string): Promise<string | undefined> {
  const path = join(folder, FILE);
  await withDataSource(url, { poolSize: 1 }, (dataSource) =>
    dataSource.transaction((transaction) => makeKeys(transaction, folder, path)),
  );
  return (await exists(path)) ? path : undefined;
}

/** The file is written before the keys are committed. After a crash in between there are no keys, and the next start makes both again. */
async function makeKeys(transaction: EntityManager, folder: string, path: string): Promise<void> {
  // SQL: TypeORM has no advisory locks.
  await transaction.query('SELECT pg_advisory_xact_lock($1)', [KEYS_LOCK]);
  if ((await transaction.count(ApiKey)) > 0) return;
  const keys = KEY_ROLES.map((role) => ({ role, ...drawKey({ name: 'development', role }) }));
  const lines = keys.map(({ role, credential }) => `HUB_${role.toUpperCase()}_KEY=${credential}\n`);
  await mkdir(folder, { recursive: true });
  await writePrivately(path, HEADER + lines.join(''));
  await transaction.insert(
    ApiKey,
    keys.map(({ row }) => row),
  );
}

/** Writes the file atomically, so that it is never incomplete and never readable for others. */
async function writePrivately(path: string, text: string): Promise<void> {
  const unfinished = `${path}.new`;
  await rm(unfinished, { force: true });
  const file = await open(unfinished, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}

async function exists(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true;
}
