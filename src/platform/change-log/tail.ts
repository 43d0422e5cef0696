import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Client } from 'pg';
import { Outage } from '../logging/outage';
import { wakeInTurns } from '../wakes';
import type { HeadServer } from './horizon';
import type { LogPosition } from './cursor';
import { LOOKED_THROUGH, logPlace, PLACE_SINCE, PLACE_TIMEOUT, type LogPlace, type LogPlaceRow } from './place';

/** In milliseconds. */
export interface TailTimes {
  /** Between two reads of the log's head, if no notification comes. */
  readonly poll: number;
  /** The longest time without a message on a stream. */
  readonly quiet: number;
  /** Before a lost connection is opened again: the first and the longest wait; the wait doubles each time. */
  readonly retry: number;
  readonly retryAtMost: number;
}

export const TAIL_TIMES: TailTimes = { poll: 1_000, quiet: 12_000, retry: 100, retryAtMost: 5_000 };

/** `moved`: the log has new changes, or is a different log. `quiet`: nothing has come for a while. `closed`: the hub stops. */
export type News = 'moved' | 'quiet' | 'closed';

/** A follower that has the log up to a position and waits for later changes. */
export interface Follower {
  readonly position: LogPosition;
  /** From when on it wants to know that there is no news, by `performance.now()`. */
  readonly quietAt: number;
  wake(news: News): void;
}

export interface TailParts {
  /** Creates a separate connection for the tail, not yet connected. */
  readonly connect: () => Client;
  /** Used to read the head while that connection is away. */
  readonly fallback: HeadServer;
  /** The tables whose records are followed. A change of any other record may affect what a viewer may read. */
  readonly followed: readonly string[];
  /** Called with the place of the log whenever it was read. */
  readonly onPlace: (place: LogPlace) => void;
  readonly log: FastifyBaseLogger;
  readonly times?: Partial<TailTimes> | undefined;
}

/** How long closing a connection may take, in milliseconds. */
const FAREWELL = 1_000;

/**
 * Follows the end of the log for one hub: by notifications from Postgres, and by a poll, since a notification can be lost. It reads the head once
 * for all followers, so none of them needs a timer or a connection.
 */
export class LogTail {
  readonly times: TailTimes;
  private readonly parts: TailParts;
  private readonly followers = new Set<Follower>();
  private readonly closing = new AbortController();
  private client: Client | undefined;
  /** The last known place of the log. */
  place: LogPlace | undefined;
  /** When it was asked for, by `performance.now()`; -Infinity if contact was lost since. */
  askedAt = -Infinity;
  private revisions = 0;
  private heardAt = -Infinity;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private listening: Promise<void> = Promise.resolve();
  private timers: NodeJS.Timeout[] = [];
  private onContact: (() => void)[] = [];
  private readonly listens: Outage;
  private readonly looks: Outage;

  constructor(parts: TailParts) {
    this.parts = parts;
    this.times = { ...TAIL_TIMES, ...parts.times };
    this.listens = new Outage(parts.log, {
      away: 'the hub cannot listen for changes; it polls for them',
      back: 'the hub listens for changes again',
    });
    this.looks = new Outage(parts.log, {
      away: 'the hub cannot read the end of the log; subscribers wait',
      back: 'the hub reads the end of the log again',
    });
  }

  /** Increases whenever a change can affect which earlier changes viewers may see. */
  get revision(): number {
    return this.revisions;
  }

  async start(): Promise<void> {
    this.listening = this.listen();
    this.timers = [
      setInterval(() => this.look(), this.times.poll),
      setInterval(() => this.tellQuiet(), this.times.quiet / 12),
    ];
    for (const timer of this.timers) timer.unref();
    await this.refresh();
  }

  /** Resolves once the hub has read the log again, or has failed to. */
  async refresh(): Promise<void> {
    this.look();
    await this.looking;
  }

  /** Wakes the follower once, as soon as there is news for it, perhaps at once. */
  follow(follower: Follower): void {
    const news = this.newsAfter(follower.position);
    if (news === undefined) this.followers.add(follower);
    else follower.wake(news);
  }

  /** The news that is known already for whoever has the log up to a position. Whoever finds none and then follows at once misses nothing. */
  newsAfter(position: LogPosition): News | undefined {
    if (this.closing.signal.aborted) return 'closed';
    return this.place && isNews(this.place, position) ? 'moved' : undefined;
  }

  leave(follower: Follower): void {
    this.followers.delete(follower);
  }

  /** Resolves once Postgres has answered again, or the hub stops. */
  contact(): Promise<void> {
    if (this.closing.signal.aborted) return Promise.resolve();
    return new Promise((done) => this.onContact.push(done));
  }

  /** Releases all followers. */
  async close(): Promise<void> {
    this.closing.abort();
    for (const timer of this.timers) clearInterval(timer);
    this.tellContact();
    for (const follower of [...this.followers]) this.wake(follower, 'closed');
    // A server that hangs does not confirm the end.
    await Promise.race([Promise.all([this.listening, this.looking]), wait(FAREWELL, undefined, { ref: false })]);
  }

  private async listen(): Promise<void> {
    let retry = this.times.retry;
    while (!this.closing.signal.aborted) {
      const heard = await this.listenOnce();
      retry = heard ? this.times.retry : Math.min(2 * retry, this.times.retryAtMost);
      await wait(retry, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
    }
  }

  /** Resolves when the connection is lost. @returns whether there was one */
  private async listenOnce(): Promise<boolean> {
    const client = this.parts.connect();
    const lost = new Promise<void>((done) => client.once('end', done));
    const stop = (): void => void client.end().catch(() => undefined);
    client.on('error', (error) =>
      this.parts.log.warn({ err: error }, 'the connection that listens for changes was lost'),
    );
    client.on('notification', () => this.look());
    try {
      await client.connect();
      await client.query('LISTEN hub_changes');
    } catch (error) {
      this.listens.failed(error);
      await client.end().catch(() => undefined);
      return false;
    }
    this.listens.worked();
    this.client = client;
    this.look();
    if (this.closing.signal.aborted) stop();
    else this.closing.signal.addEventListener('abort', stop);
    await lost;
    this.closing.signal.removeEventListener('abort', stop);
    this.client = undefined;
    this.askedAt = -Infinity;
    return true;
  }

  /** Reads the head. If a read is already running, reads once more after it, since its answer may be older than the call. */
  private look(): void {
    this.lookAgain = true;
    this.looking ??= this.lookAll().finally(() => (this.looking = undefined));
  }

  private async lookAll(): Promise<void> {
    while (this.lookAgain && !this.closing.signal.aborted) {
      this.lookAgain = false;
      await this.lookOnce();
    }
  }

  private async lookOnce(): Promise<void> {
    const { client } = this;
    const begun = performance.now();
    try {
      const values = [this.place?.seq.toString() ?? null, this.parts.followed];
      const query = { ...PLACE_SINCE, values, query_timeout: PLACE_TIMEOUT };
      const { rows } = await (client ?? this.parts.fallback).query(query);
      const { revised, ...row } = rows[0] as LogPlaceRow & { readonly revised: boolean };
      this.askedAt = begun;
      await this.learn(logPlace(row), revised);
      this.looks.worked();
    } catch (error) {
      this.askedAt = -Infinity;
      if (!this.closing.signal.aborted) this.looks.failed(error);
      // A connection that does not answer counts as lost and is replaced.
      if (client && client === this.client) void client.end().catch(() => undefined);
    }
  }

  private async learn(head: LogPlace, revised: boolean): Promise<void> {
    const { place: known } = this;
    this.place = head;
    this.parts.onPlace(head);
    if (revised || !known || head.seq - known.seq > LOOKED_THROUGH) this.revisions += 1;
    this.heardAt = performance.now();
    this.tellContact();
    // If the log went back, the database was restored from a backup: wake all followers.
    const another = known !== undefined && (known.epoch !== head.epoch || known.seq > head.seq);
    await this.wakeAll('moved', ({ position }) => another || isNews(head, position));
  }

  private tellContact(): void {
    for (const done of this.onContact.splice(0)) done();
  }

  /** Sends no `quiet` while Postgres is away, because there may be changes. */
  private tellQuiet(): void {
    const now = performance.now();
    if (now - this.heardAt < 3 * this.times.poll) void this.wakeAll('quiet', ({ quietAt }) => quietAt <= now);
  }

  private async wakeAll(news: News, concerns: (follower: Follower) => boolean): Promise<void> {
    const concerned = [...this.followers].filter(concerns);
    const wakes = concerned.map((follower) => () => {
      // It may have left meanwhile, or have gone on by itself.
      if (this.followers.has(follower) && concerns(follower)) this.wake(follower, news);
    });
    await new Promise<void>((done) => wakeInTurns([...wakes, done]));
  }

  private wake(follower: Follower, news: News): void {
    this.followers.delete(follower);
    follower.wake(news);
  }
}

function isNews(head: LogPosition, { epoch, seq }: LogPosition): boolean {
  return head.epoch !== epoch || head.seq > seq;
}
