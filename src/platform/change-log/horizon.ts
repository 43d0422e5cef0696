import type { QueryConfig } from 'pg';
import { databaseError } from '../database-errors';
import { ClientError } from '../errors';
import { cursorInFuture, cursorTooOld, decodeLogCursor, type LogPosition } from './cursor';
import { HEAD_COLUMNS, logHead, type LogHead, type LogHeadRow } from './head';

/** How long a read waits for its servers to have the log up to its cursor, in milliseconds. */
const WAIT = 2_000;
/** How long a server is trusted to be where it was, in milliseconds: a database may be restored from a backup. */
const TRUST = 5_000;
/** How often a server that is behind is asked again, in milliseconds. */
const INTERVAL = 50;

const HEAD: QueryConfig & { query_timeout: number } = {
  text: `SELECT ${HEAD_COLUMNS} FROM change_head`,
  query_timeout: WAIT,
};

/** What the horizon asks a server by; a pool of pg is one. */
export interface HeadServer {
  query(config: QueryConfig): Promise<{ rows: unknown[] }>;
}

/** How far the servers that are read from have come in the log: a replica lags behind the primary. */
export class Horizon {
  private readonly views: readonly ServerView[];
  private readonly primary: ServerView;

  /** @param readServers the servers that reads go to: the primary alone, or replicas */
  constructor(primary: HeadServer, readServers: readonly HeadServer[]) {
    this.primary = new ServerView(primary);
    this.views = readServers.map((server) => (server === primary ? this.primary : new ServerView(server)));
  }

  /**
   * Resolves once whatever is read has all changes up to the cursor in it. Asks no server that is known to have them.
   * @throws BadUserInput for what is no cursor; CURSOR_TOO_OLD for one of another log; CURSOR_IN_FUTURE where the primary itself has
   * not come to it; TIMEOUT where a replica does not come to it in time
   */
  async reach(cursor: string, argument = 'atLeast'): Promise<void> {
    const position = decodeLogCursor(cursor, argument);
    try {
      await this.reachPosition(position, argument);
    } catch (error) {
      throw databaseError(error);
    }
  }

  /** The end of the log, as the primary has it now. */
  async head(): Promise<LogHead> {
    try {
      return await this.primary.look();
    } catch (error) {
      throw databaseError(error);
    }
  }

  /** Takes note of where the primary is, from what was read of it anyway. */
  learn(head: LogHead): void {
    this.primary.learn(head);
  }

  private async reachPosition(position: LogPosition, argument: string): Promise<void> {
    const behind = this.views.filter((view) => !view.hasSeen(position));
    if (behind.length === 0) return;
    if (!this.primary.hasSeen(position)) await this.checkPrimary(position, argument);
    const deadline = Date.now() + WAIT;
    const reached = await Promise.all(behind.map((view) => view.reach(position, deadline)));
    if (reached.includes(false)) throw new ClientError('TIMEOUT', `${argument}: ${LAGGING}`);
  }

  private async checkPrimary(position: LogPosition, argument: string): Promise<void> {
    const { epoch, seq, trimmed } = await this.primary.look();
    if (epoch !== position.epoch) throw cursorTooOld(argument, { epoch, seq: trimmed });
    if (seq < position.seq) throw cursorInFuture(argument);
  }
}

const LAGGING = `the hub's replicas have not come to this cursor within ${WAIT / 1000} s; try again, or read without it.`;

/** What is known of one server's log. Those who wait for it share its questions. */
class ServerView {
  private known: LogHead | undefined;
  private knownSince = 0;
  private looking: Promise<LogHead> | undefined;

  constructor(private readonly server: HeadServer) {}

  hasSeen({ epoch, seq }: LogPosition): boolean {
    return Date.now() - this.knownSince < TRUST && this.known?.epoch === epoch && this.known.seq >= seq;
  }

  learn(head: LogHead): void {
    this.known = head;
    this.knownSince = Date.now();
  }

  /** Asks the server; several at a time ask once, and get what was so after the first of them asked. */
  look(): Promise<LogHead> {
    this.looking ??= this.ask().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** @returns false where the server has not come to the position by the deadline */
  async reach(position: LogPosition, deadline: number): Promise<boolean> {
    while (!this.hasSeen(position)) {
      await this.look();
      if (this.hasSeen(position)) return true;
      if (Date.now() + INTERVAL > deadline) return false;
      await new Promise((wake) => setTimeout(wake, INTERVAL));
    }
    return true;
  }

  private async ask(): Promise<LogHead> {
    const { rows } = await this.server.query(HEAD);
    const head = logHead(rows[0] as LogHeadRow);
    this.learn(head);
    return head;
  }
}
