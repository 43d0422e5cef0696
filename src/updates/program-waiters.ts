import type { LogPosition } from '../platform/change-log/cursor';
import type { Follower, LogTail, News } from '../platform/change-log/tail';
import type { Viewer } from '../platform/access/viewer';
import { knownAnswer } from '../platform/execution/shared-answers';
import { wakeInTurns } from '../platform/wakes';
import type { PieceRead } from './piece-read';

/** A subscriber that waits at the end of the log. */
export interface Waiter {
  readonly viewer: Viewer;
  /** From when on it wants to know that there is no news, by `performance.now()`. */
  readonly quietAt: number;
  /** The cursor of the last message that it got. */
  readonly sent: string | null;
  /** Those with whom it waits; undefined once it has left them, or was woken. */
  readonly waiters: ProgramWaiters | undefined;
  /** @param read of what follows in the log; absent if there is nothing to read */
  wake(news: News, read?: PieceRead): void;
}

interface ProgramWaitersParts {
  /** All of them have the log up to here. */
  readonly position: LogPosition;
  /** Equal for all of them. */
  readonly answerKey: string;
  readonly tail: LogTail;
  /** Reads what follows, when it is the viewer's turn. */
  readonly read: (viewer: Viewer) => PieceRead;
  /** Called once nobody else can join. */
  readonly onClosed: (waiters: ProgramWaiters) => void;
}

/**
 * Subscribers with the same filter and equal answers who wait at the same position. They are woken once for a change, when their message is ready:
 * to wake each of them for the change, for the read and for the answer would cost as much as sending.
 */
export class ProgramWaiters implements Follower {
  quietAt = Infinity;
  private readonly members = new Set<Waiter>();

  constructor(private readonly parts: ProgramWaitersParts) {}

  get position(): LogPosition {
    return this.parts.position;
  }

  /** The log must not be known to have gone on. */
  join(waiter: Waiter): void {
    this.members.add(waiter);
    this.quietAt = Math.min(this.quietAt, waiter.quietAt);
    if (this.members.size === 1) this.parts.tail.follow(this);
  }

  leave(waiter: Waiter): void {
    if (!this.members.delete(waiter) || this.members.size > 0) return;
    this.parts.tail.leave(this);
    this.parts.onClosed(this);
  }

  wake(news: News): void {
    if (news === 'quiet') return this.wakeQuiet();
    this.parts.onClosed(this);
    if (news === 'moved') return this.read();
    for (const waiter of this.released()) waiter.wake(news);
  }

  private wakeQuiet(): void {
    const now = performance.now();
    const isDue = ({ quietAt }: Waiter): boolean => quietAt <= now;
    const members = [...this.members];
    this.quietAt = Math.min(...members.filter((waiter) => !isDue(waiter)).map(({ quietAt }) => quietAt));
    const wakes = members.filter(isDue).map((waiter) => () => {
      // It may have left meanwhile, or there may be news.
      if (!this.members.has(waiter)) return;
      this.leave(waiter);
      waiter.wake('quiet');
    });
    this.parts.tail.follow(this);
    wakeInTurns(wakes);
  }

  /** Each principal has its own turn to read. All continue with the first read that ends. */
  private read(): void {
    const viewers = new Map([...this.members].map(({ viewer }) => [viewer.principal, viewer]));
    for (const viewer of viewers.values()) {
      const read = this.parts.read(viewer);
      const ended = (): void => this.goOn(read);
      if (read.waiting) read.waiting.push(ended);
      else ended();
    }
  }

  /** The first one begins to answer the message. The others come when the answer is there. */
  private goOn(read: PieceRead): void {
    const [first, ...others] = this.released();
    if (!first) return;
    const message = read.piece?.message(0, first.sent);
    first.wake('moved', read);
    const wakes = others.map((waiter) => () => {
      // It may have gone on by itself meanwhile: this piece would take it back.
      if (waiter.waiters === this) waiter.wake('moved', read);
    });
    const wakeOthers = (): void => wakeInTurns(wakes);
    const answer = knownAnswer(message, this.parts.answerKey);
    if (answer?.waiting) answer.waiting.push(wakeOthers);
    else wakeOthers();
  }

  private released(): Waiter[] {
    const members = [...this.members];
    this.members.clear();
    return members;
  }
}
