import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { whenBrokenOff } from './break-off';
import { HubProcess } from './hub-process';
import { createKey } from './keys';
import type { ChaosOptions } from './options';
import { freePorts } from './ports';
import { ChaosPostgres } from './postgres';
import { Proxy } from './proxy';
import { CallbackRouter } from './transports/callback';

/** The processes and servers of a run: a Postgres, the hubs that use it, and what is between the hubs and their clients. */
export class Stage {
  private constructor(
    readonly folder: string,
    readonly postgres: ChaosPostgres,
    readonly hubs: readonly HubProcess[],
    readonly proxy: Proxy,
    readonly router: CallbackRouter,
    /** For checking tables, and for writers that use SQL. */
    readonly pool: Pool,
  ) {}

  static async set({ hubs }: ChaosOptions): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'hub-chaos-'));
    const postgres = await ChaosPostgres.boot(join(folder, 'postgres'));
    const router = await CallbackRouter.listen();
    const env = {
      DATABASE_URL: postgres.url,
      LOG_LEVEL: 'warn',
      // All writers and followers with one key are one client to the hub, so a rate limit would slow them down.
      HUB_RATE_LIMIT: 'off',
      HUB_DATA_DIR: folder,
      HUB_CALLBACK_HOSTS: router.host,
    };
    const ports = await freePorts(hubs);
    const all = ports.map((port, index) => new HubProcess(port, env, join(folder, `hub-${index + 1}.log`)));
    const stage = new Stage(folder, postgres, all, await Proxy.listen(ports), router, poolOf(postgres.url));
    whenBrokenOff(() => stage.abandon());
    for (const hub of all) hub.start();
    await Promise.all(all.map((hub) => hub.answers()));
    return stage;
  }

  /** Creates a key. @returns the value of the `authorization` header */
  signIn(role: 'editor' | 'partner'): Promise<string> {
    return createKey(this.postgres.url, role, `chaos-${role}`);
  }

  /** Stops everything. @param keep do not delete the logs */
  async clear(keep: boolean): Promise<void> {
    await Promise.all(this.hubs.map((hub) => hub.stop()));
    await Promise.all([this.proxy.close(), this.router.close(), this.pool.end()]);
    await this.postgres.stop();
    if (!keep) await rm(this.folder, { recursive: true, force: true });
  }

  /** The last lines of the logs of hubs and Postgres, for finding the cause of a failure. */
  async lastWords(): Promise<string> {
    const files = [...this.hubs.map((_, index) => `hub-${index + 1}.log`), 'postgres/postgres.log'];
    const texts = await Promise.all(
      files.map(async (file) => `${file}\n${(await readFile(join(this.folder, file), 'utf8')).slice(-1_500)}`),
    );
    return texts.join('\n');
  }

  private abandon(): void {
    for (const hub of this.hubs) hub.abandon();
    this.postgres.abandon();
  }
}

/** A pool that tolerates losing its connections at any time. */
function poolOf(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 16, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
