import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const ROOT = join(__dirname, '..');
/** How long after its end a hub is started again, in milliseconds. */
const RESTART = 100;
/** The time between two requests to a hub that may not be ready yet, in milliseconds. */
const ASK = 20;

/** A query that reads records, so that Postgres has to answer too. */
const QUESTION = JSON.stringify({ query: '{ programs(first: 1) { nodes { id } } }' });

/** A hub in its own process. It is started again whenever it ends, as a supervisor would do. */
export class HubProcess {
  /** How often it ended by itself, without being killed or stopped. */
  deaths = 0;
  private child: ChildProcess | undefined;
  private stopping = false;
  private inService = false;

  constructor(
    readonly port: number,
    private readonly env: Readonly<Record<string, string>>,
    private readonly log: string,
  ) {}

  start(): void {
    const log = openSync(this.log, 'a');
    const child = spawn(process.execPath, ['--enable-source-maps', 'dist/src/main.js', 'serve'], {
      cwd: ROOT,
      stdio: ['ignore', log, log],
      env: { PATH: process.env['PATH'] ?? '', ...this.env, HOST: '127.0.0.1', PORT: String(this.port) },
    });
    closeSync(log);
    this.child = child;
    child.once('exit', () => {
      if (this.stopping) return;
      if (this.inService) this.deaths += 1;
      this.inService = false;
      setTimeout(() => this.stopping || this.start(), RESTART);
    });
  }

  /** Kills it with SIGKILL. */
  kill(): void {
    this.inService = false;
    this.child?.kill('SIGKILL');
  }

  /** Resolves when it has answered a query correctly. */
  async answers(): Promise<void> {
    while (!(await this.answersNow())) await wait(ASK);
    this.inService = true;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await gone;
  }

  /** Kills it because the run is interrupted. */
  abandon(): void {
    this.stopping = true;
    this.child?.kill('SIGKILL');
  }

  private async answersNow(): Promise<boolean> {
    try {
      const response = await fetch(`http://127.0.0.1:${this.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: QUESTION,
        signal: AbortSignal.timeout(2_000),
      });
      const { data } = (await response.json()) as { data?: unknown };
      return data != null;
    } catch {
      return false;
    }
  }
}
