import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../src/platform/embedded-postgres';

/** A Postgres for the run, which can be killed. */
export class ChaosPostgres {
  private stopped = false;

  private constructor(
    private readonly folder: string,
    private readonly durable: boolean,
    private running: EmbeddedPostgres,
  ) {}

  /** @param durable flush each commit to the disk, so that it survives a kill */
  static async boot(folder: string, durable = true): Promise<ChaosPostgres> {
    return new ChaosPostgres(folder, durable, await start(folder, durable));
  }

  get url(): string {
    return this.running.url;
  }

  /** Kills it with SIGKILL, and starts it again with the same data. */
  async killAndRestart(): Promise<void> {
    process.kill(this.pid(), 'SIGKILL');
    await this.running.gone;
    this.running = await start(this.folder, this.durable);
  }

  stop(): Promise<void> {
    this.stopped = true;
    return this.running.stop();
  }

  /** Kills it because the run is interrupted. */
  abandon(): void {
    if (this.stopped) return;
    try {
      process.kill(this.pid(), 'SIGQUIT');
    } catch {
      // It has already ended.
    }
  }

  private pid(): number {
    return Number(readFileSync(join(this.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
  }
}

function start(folder: string, durable: boolean): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ folder, database: 'chaos', durable });
}
