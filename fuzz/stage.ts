import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { whenBrokenOff } from '../chaos/break-off';
import { HubProcess } from '../chaos/hub-process';
import { createKey } from '../chaos/keys';
import { freePorts } from '../chaos/ports';
import { ChaosPostgres } from '../chaos/postgres';
import { KEY_ROLES, type Role } from '../src/platform/access/viewer';
import { HubClient } from './client';
import { liveThroughHistory } from './history';
import { fillWorld } from './world';

export const ROLES: readonly Role[] = ['public', ...KEY_ROLES];

/** All that a run takes place on: a Postgres, a hub in a process of its own with records in it, and a key for each role. */
export class Stage {
  /** What the hub itself has counted, when it was last looked at. */
  countedFaults = 0;

  private constructor(
    readonly folder: string,
    private readonly postgres: ChaosPostgres,
    readonly hub: HubProcess,
    /** For looking at tables. */
    readonly pool: Pool,
    readonly client: HubClient,
  ) {}

  static async set(): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'hub-fuzz-'));
    const postgres = await ChaosPostgres.boot(join(folder, 'postgres'), false);
    const [port = 0] = await freePorts(1);
    // The shares of one client are tried elsewhere: here one client sends all that there is.
    const env = { DATABASE_URL: postgres.url, LOG_LEVEL: 'warn', HUB_DATA_DIR: folder, HUB_RATE_LIMIT: 'off' };
    const hub = new HubProcess(port, env, join(folder, 'hub.log'));
    const pool = new Pool({ connectionString: postgres.url, max: 4 });
    pool.on('error', () => undefined);
    whenBrokenOff(() => {
      hub.abandon();
      postgres.abandon();
    });
    hub.start();
    await hub.answers();
    const keys = KEY_ROLES.map(async (role) => [role, await createKey(postgres.url, role, `fuzz-${role}`)] as const);
    const client = new HubClient(`http://127.0.0.1:${port}`, new Map(await Promise.all(keys)));
    const stage = new Stage(folder, postgres, hub, pool, client);
    await stage.fill();
    return stage;
  }

  /** Lines that the hub wrote since, each a fault or a warning of its own. @param from what was there before, in characters */
  async logged(from: number): Promise<{ readonly lines: readonly string[]; readonly end: number }> {
    const text = await readFile(join(this.folder, 'hub.log'), 'utf8');
    return { lines: text.slice(from).split('\n').filter(Boolean), end: text.length };
  }

  async clear(keep: boolean): Promise<void> {
    await this.hub.stop();
    await this.pool.end();
    await this.postgres.stop();
    if (!keep) await rm(this.folder, { recursive: true, force: true });
  }

  private async fill(): Promise<void> {
    const client = await this.pool.connect();
    try {
      await fillWorld(client);
    } finally {
      client.release();
    }
    await liveThroughHistory(this.client, this.pool);
    await this.pool.query('ANALYZE');
  }
}
