import type { Viewer } from '../platform/access/viewer';
import type { ChangeLog } from '../platform/change-log/change-log';
import { decodeLogCursor, encodeLogCursor, type LogPosition } from '../platform/change-log/cursor';
import type { News } from '../platform/change-log/tail';
import { ClientError, isPassing } from '../platform/errors';
import type { EventSource } from '../platform/execution/event-source';
import type { Wake } from '../platform/wakes';
import type { Checkpoint, ProgramChanged } from './program-change.types';
import type { PieceRead } from './piece-read';
import type { ProgramPiece } from './program-piece';
import type { ProgramPieces } from './program-pieces';
import type { ProgramView } from './program-view';
import type { ProgramWaiters, Waiter } from './program-waiters';

export type Message = ProgramChanged | Checkpoint;

export interface ProgramStreamParts {
  readonly changeLog: ChangeLog;
  readonly pieces: ProgramPieces;
  readonly view: ProgramView;
  readonly viewer: Viewer;
  /** Equal for subscribers with equal answers. */
  readonly answerKey: string;
  /** The subscriber knows everything up to here. */
  readonly start: LogPosition;
  /** Whether the subscriber resumes from its own cursor. If not, it starts at the log's end and gets that cursor. */
  readonly resumes: boolean;
  /** The piece after the start, read when it subscribed. */
  readonly first: ProgramPiece;
  /** When it subscribed, by `performance.now()`. */
  readonly since: number;
}

/** How often in a row reading the log may fail although Postgres answers. */
const MAX_FAILURES = 5;

/**
 * The messages of one subscriber: first the changes after its cursor, then new changes. Between two messages it is only a position
 * in the log. It is asked for a message only when there is room for one, so nothing piles up for a slow reader.
 */
export class ProgramStream implements EventSource, AsyncIterable<Message>, Waiter {
  /** Everything up to here has been sent; beyond it, part of the current piece. */
  position: LogPosition;
  quietAt: number;
  sent: string | null = null;
  ended = false;
  readonly viewer: Viewer;
  waiters: ProgramWaiters | undefined;
  private left = false;
  private readonly changeLog: ChangeLog;
  private readonly pieces: ProgramPieces;
  private readonly view: ProgramView;
  private readonly answerKey: string;
  private piece: ProgramPiece | undefined;
  private index = 0;
  /** Whether the last piece reached the end of the log. */
  private live: boolean;
  /** Whether the subscriber has got a checkpoint that says that it is up to date. */
  private caughtUp = false;
  private failures = 0;
  /** The read that it waits for. */
  private reading: PieceRead | undefined;
  private news: News | undefined;
  private wakeUp: Wake | undefined;

  constructor({ changeLog, pieces, view, viewer, answerKey, start, resumes, first, since }: ProgramStreamParts) {
    this.changeLog = changeLog;
    this.pieces = pieces;
    this.view = view;
    this.viewer = viewer;
    this.answerKey = answerKey;
    this.position = start;
    this.quietAt = this.quietAfter(since);
    this.piece = first;
    this.live = !resumes;
    if (resumes) this.sent = encodeLogCursor(start);
    view.join();
  }

  /** @throws ClientError if the log can no longer be followed */
  take(wake: Wake): Message | undefined {
    while (!this.ended) {
      const message = this.next();
      if (message) return this.sending(message);
      if (this.live && !this.reading) {
        const news = this.heard(wake);
        if (news === undefined) return undefined;
        if (news === 'closed') this.ended = true;
        if (news === 'quiet') return this.sending(this.checkpoint(true));
      }
      if (!this.ended && !this.read(wake)) return undefined;
    }
    return undefined;
  }

  leave(): undefined {
    if (!this.left) this.view.leave();
    this.left = true;
    this.ended = true;
    this.piece = undefined;
    this.reading = undefined;
    this.waiters?.leave(this);
    this.waiters = undefined;
  }

  /** For graphql-js, which only looks for it. Events are taken with `take`. */
  [Symbol.asyncIterator](): never {
    throw new TypeError('The events of a program stream are taken with take().');
  }

  wake(news: News, read?: PieceRead): void {
    if (this.ended) return;
    this.waiters = undefined;
    if (read) this.reading = read;
    else this.news = news;
    const { wakeUp } = this;
    this.wakeUp = undefined;
    wakeUp?.();
  }

  private sending(message: Message): Message {
    this.sent = message.cursor;
    this.quietAt = this.quietAfter(performance.now());
    return message;
  }

  /** The next message, if there is one without waiting. */
  private next(): Message | undefined {
    if (this.sent === null) return this.checkpoint(true);
    const { piece } = this;
    if (!piece) return undefined;
    // Reads again: the permission to see these changes may have changed.
    if (piece.isOutdated(this.changeLog.tail.revision)) return this.drop();
    const message = piece.message(this.index, this.sent);
    this.index += 1;
    return message ?? this.finish(piece);
  }

  private drop(): undefined {
    if (this.index > 0 && this.sent !== null) this.position = decodeLogCursor(this.sent, 'previous');
    this.piece = undefined;
    this.index = 0;
    this.live = false;
  }

  private finish({ end, hasMore }: ProgramPiece): Message | undefined {
    this.position = end;
    this.piece = undefined;
    this.index = 0;
    this.live = !hasMore;
    if (this.live && !this.caughtUp) return this.checkpoint(true);
    return performance.now() >= this.quietAt ? this.checkpoint(this.live) : undefined;
  }

  /** A random delay, so that subscribers who got a message together do not all get the next checkpoint together. */
  private quietAfter(moment: number): number {
    return moment + (this.changeLog.tail.times.quiet * (1 + Math.random())) / 2;
  }

  private checkpoint(caughtUp: boolean): Checkpoint {
    this.caughtUp ||= caughtUp;
    return this.pieces.checkpoint(this.position, this.sent, caughtUp);
  }

  /** The news from the end of the log, once. If there is none, waits for it. */
  private heard(wake: Wake): News | undefined {
    const news = this.news ?? this.changeLog.tail.newsAfter(this.position);
    this.news = undefined;
    if (news === undefined) {
      this.wakeUp = wake;
      this.waiters ??= this.pieces.wait(this.view, this.position, this.answerKey, this);
    } else {
      this.waiters?.leave(this);
      this.waiters = undefined;
    }
    return news;
  }

  /** @returns whether it has gone on: with the next piece, or ended */
  private read(wake: Wake): boolean {
    const known = this.reading;
    const reading = known ?? this.pieces.read(this.view, this.position, this.live ? 'live' : 'backlog', this.viewer);
    this.reading = reading;
    if (reading.waiting) {
      if (!known) reading.waiting.push(wake);
      return false;
    }
    this.reading = undefined;
    if (reading.piece) {
      this.failures = 0;
      this.piece = reading.piece;
      return true;
    }
    this.waitForPostgres(reading.error, wake);
    return false;
  }

  /** Subscribers wait while Postgres is away. */
  private waitForPostgres(error: unknown, wake: Wake): void {
    this.failures += 1;
    const passing = error instanceof ClientError && isPassing(error);
    if (!passing || this.failures > MAX_FAILURES) throw error;
    // Until then nothing asks it: it neither reads nor waits for news.
    void this.changeLog.tail.contact().then(wake);
  }
}
