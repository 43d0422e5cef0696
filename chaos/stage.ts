import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Pool } from 'pg';
import { HubProcess } from './hub-process';
import type { ChaosOptions } from './options';
import { ChaosPostgres } from './postgres';
import { Proxy } from './proxy';
import { CallbackRouter } from './transports/callback';

const ROOT = join(__dirname, '..');

/** All that the play takes place on: a Postgres, hubs that use it, and what stands between hubs and their clients. */
export class Stage {
  private constructor(
    readonly folder: string,
    readonly postgres: ChaosPostgres,
    readonly hubs: readonly HubProcess[],
    readonly proxy: Proxy,
    readonly router: CallbackRouter,
    /** For looking at tables, and for writers that use SQL. */
    readonly pool: Pool,
  ) {}

  static async set({ hubs }: ChaosOptions): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'hub-chaos-'));
    const postgres = await ChaosPostgres.boot(join(folder, 'postgres'));
    const router = await CallbackRouter.listen();
    const env = {
      DATABASE_URL: postgres.url,
      LOG_LEVEL: 'warn',
      HUB_DATA_DIR: folder,
      HUB_CALLBACK_HOSTS: router.host,
    };
    const ports = await freePorts(hubs);
    const all = ports.map((port, index) => new HubProcess(port, env, join(folder, `hub-${index + 1}.log`)));
    const stage = new Stage(folder, postgres, all, await Proxy.listen(ports), router, poolOf(postgres.url));
    // Whoever breaks the run off leaves no processes behind.
    process.once('exit', () => stage.abandon());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => breakOff(signal));
    for (const hub of all) hub.start();
    await Promise.all(all.map((hub) => hub.answers()));
    return stage;
  }

  /** @returns what to send as `authorization` */
  async signIn(role: 'editor' | 'partner'): Promise<string> {
    const args = ['dist/src/main.js', 'key', 'create', '--role', role, '--name', `chaos-${role}`];
    const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: this.postgres.url };
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
    return `Bearer ${stdout.trim()}`;
  }

  /** @param keep leave the logs where they are */
  async clear(keep: boolean): Promise<void> {
    await Promise.all(this.hubs.map((hub) => hub.stop()));
    await Promise.all([this.proxy.close(), this.router.close(), this.pool.end()]);
    await this.postgres.stop();
    if (!keep) await rm(this.folder, { recursive: true, force: true });
  }

  /** What a hub and Postgres logged last, for a person who looks for a cause. */
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

function breakOff(signal: string): never {
  process.stderr.write(`broken off by ${signal}\n`);
  process.exit(130);
}

/** One whose connections may be cut at any time. */
function poolOf(url: string): Pool {
  const pool = new Pool({ connectionString: url, max: 16, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Ports that nothing listens on now. All are looked for at once, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((done) =>
          server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)),
        ),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
