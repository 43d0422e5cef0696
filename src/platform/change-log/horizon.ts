import type { QueryConfig } from 'pg';
import { databaseError } from '../database-errors';
import { ClientError } from '../errors';
import { cursorInFuture, cursorTooOld, decodeLogCursor, type LogPosition } from './cursor';
import { HEAD_COLUMNS, logHead, type LogHead, type LogHeadRow } from './head';

/** How long a read waits until its servers have the log up to its cursor, in milliseconds. */
const WAIT = 2_000;
/** For how long a known position of a server is trusted, in milliseconds: a database may be restored from a backup. */
const TRUST = 5_000;
/** How often a lagging server is asked again, in milliseconds. */
const INTERVAL = 50;

const HEAD: QueryConfig & { query_timeout: number } = {
  name: 'hub_head',
  text: `SELECT ${HEAD_COLUMNS} FROM change_head`,
  query_timeout: WAIT,
};

/** A server that can be queried; a pool of pg is one. */
export interface HeadServer {
  query(config: QueryConfig): Promise<{ rows: unknown[] }>;
}

/** Knows how far each read server has received the log: a replica lags behind the primary. */
export class Horizon {
  private readonly views: readonly ServerView[];
  private readonly primary: ServerView;

  /** @param readServers the servers for reads: the primary, or replicas */
  constructor(primary: HeadServer, readServers: readonly HeadServer[]) {
    this.primary = new ServerView(primary);
    this.views = readServers.map((server) => (server === primary ? this.primary : new ServerView(server)));
  }

  /**
   * Resolves once every read sees all changes up to the cursor. Does not ask servers that are known to have them.
   * @throws BadUserInput for an invalid cursor; CURSOR_TOO_OLD for a cursor of another log; CURSOR_IN_FUTURE if the primary itself has
   * not reached it; TIMEOUT if a replica does not reach it in time
   */
  async reach(cursor: string, argument = 'atLeast'): Promise<void> {
    const position = decodeLogCursor(cursor, argument);
    try {
      await this.reachPosition(position, argument);
    } catch (error) {
      throw databaseError(error);
    }
  }

  /** The current end of the log on the primary. */
  async head(): Promise<LogHead> {
    try {
      return await this.primary.look();
    } catch (error) {
      throw databaseError(error);
    }
  }

  /** Remembers the position of the primary, learned from another read. */
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

const LAGGING = `the hub's replicas have not reached this cursor within ${WAIT / 1000} s; try again, or read without it.`;

/** The known position of one server. Concurrent waits share its queries. */
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

  /** Asks the server. Concurrent calls share one query, which started no earlier than the first of them. */
  look(): Promise<LogHead> {
    this.looking ??= this.ask().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** @returns false if the server has not reached the position by the deadline */
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
