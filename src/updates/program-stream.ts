import type { ChangeLog } from '../platform/change-log/change-log';
import { decodeLogCursor, encodeLogCursor, type LogPosition } from '../platform/change-log/cursor';
import type { Follower, News } from '../platform/change-log/tail';
import { ClientError, isPassing } from '../platform/errors';
import type { ProgramPiece, ProgramPieces, ProgramView } from './program-pieces';
import type { Checkpoint, ProgramChanged } from './program-change.types';

export type Message = ProgramChanged | Checkpoint;

export interface ProgramStreamParts {
  readonly changeLog: ChangeLog;
  readonly pieces: ProgramPieces;
  readonly view: ProgramView;
  /** The subscriber knows everything up to here. */
  readonly start: LogPosition;
  /** Whether the subscriber resumes from its own cursor. If not, it starts at the log's end and gets that cursor. */
  readonly resumes: boolean;
  /** The piece after the start, read when it subscribed. */
  readonly first: ProgramPiece;
  /** When it subscribed, by `performance.now()`. */
  readonly since: number;
}

const DONE = { done: true, value: undefined } as const;

/** How often in a row reading the log may fail although Postgres answers. */
const MAX_FAILURES = 5;

/**
 * The messages of one subscriber: first the changes after its cursor, then new changes. Between two messages it is only a position
 * in the log. It is asked for a message only when there is room for one, so nothing piles up for a slow reader.
 */
export class ProgramStream implements AsyncIterableIterator<Message>, Follower {
  /** Everything up to here has been sent; beyond it, part of the current piece. */
  position: LogPosition;
  private piece: ProgramPiece | undefined;
  private index = 0;
  private sent: string | null = null;
  quietAt: number;
  /** Whether the last piece reached the end of the log. */
  private live: boolean;
  /** Whether the subscriber has got a checkpoint that says that it is up to date. */
  private caughtUp = false;
  private failures = 0;
  private ended = false;
  private waiting: ((news: News) => void) | undefined;

  constructor(private readonly parts: ProgramStreamParts) {
    const { start, resumes, first } = parts;
    this.position = start;
    this.quietAt = this.quietAfter(parts.since);
    this.piece = first;
    this.live = !resumes;
    if (resumes) this.sent = encodeLogCursor(start);
  }

  /** Must not be called again before it resolves. @throws ClientError if the log can no longer be followed */
  async next(): Promise<IteratorResult<Message, undefined>> {
    while (!this.ended) {
      const message = this.take();
      if (message) return { done: false, value: this.sending(message) };
      const news = this.live ? await this.news() : 'moved';
      if (news === 'quiet') return { done: false, value: this.sending(this.checkpoint(true)) };
      if (news === 'closed') this.ended = true;
      if (news === 'moved') await this.read();
    }
    return DONE;
  }

  async return(): Promise<IteratorResult<Message, undefined>> {
    this.ended = true;
    this.piece = undefined;
    this.parts.changeLog.tail.leave(this);
    this.wake('closed');
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  wake(news: News): void {
    this.waiting?.(news);
    this.waiting = undefined;
  }

  private sending(message: Message): Message {
    this.sent = message.cursor;
    this.quietAt = this.quietAfter(performance.now());
    return message;
  }

  /** The next message, if there is one without waiting. */
  private take(): Message | undefined {
    if (this.sent === null) return this.checkpoint(true);
    const { piece } = this;
    if (!piece) return undefined;
    // Reads again: the permission to see these changes may have changed.
    if (piece.isOutdated(this.parts.changeLog.tail.revision)) return this.drop();
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
    return moment + (this.parts.changeLog.tail.times.quiet * (1 + Math.random())) / 2;
  }

  private checkpoint(caughtUp: boolean): Checkpoint {
    this.caughtUp ||= caughtUp;
    return this.parts.pieces.checkpoint(this.position, this.sent, caughtUp);
  }

  private news(): Promise<News> {
    return new Promise((done) => {
      this.waiting = done;
      this.parts.changeLog.tail.follow(this);
    });
  }

  /** Subscribers wait while Postgres is away. */
  private async read(): Promise<void> {
    const { pieces, view, changeLog } = this.parts;
    try {
      const piece = await pieces.read(view, this.position, this.live ? 'live' : 'backlog');
      this.failures = 0;
      if (!this.ended) this.piece = piece;
    } catch (error) {
      this.failures += 1;
      const passing = error instanceof ClientError && isPassing(error);
      if (!passing || this.failures > MAX_FAILURES) throw error;
      await changeLog.tail.contact();
    }
  }
}
