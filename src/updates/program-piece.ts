import type { LogPosition } from '../platform/change-log/cursor';
import { shareAnswers } from '../platform/execution/shared-answers';
import type { ProgramChanged } from './program-change.types';
import type { LoggedProgramChange, ProgramLogPiece } from './program-log';
import { messagesOf } from './program-messages';

/** The most bytes of one piece; a single change may be larger. A subscriber that does not read holds one piece. */
const ITEM_BYTES = 256_000;
/** About how many bytes a change takes besides its values. */
const BYTES_BESIDE = 500;
/** How many messages of a piece share one answer. */
const AHEAD = 20;
/** For how long a piece is always reused, in milliseconds, so that readers make progress even under constant changes. */
const PIECE_FRESH = 200;
/** For how long a piece may be reused. */
export const PIECE_AGE = 5_000;

interface ProgramPieceParts {
  /** Each message has the cursor of the message before it; the first has none. */
  readonly messages: readonly ProgramChanged[];
  readonly start: LogPosition;
  readonly end: LogPosition;
  readonly hasMore: boolean;
  /** Roughly, in bytes. */
  readonly size: number;
  /** The revision of the log's tail before the piece was read. */
  readonly revision: number;
}

/** A piece of the log for all subscribers with the same position, filter and permissions. */
export class ProgramPiece {
  /** When it was read, by `performance.now()`. */
  private readonly readAt = performance.now();
  private readonly firsts = new Map<string | null, ProgramChanged>();

  constructor(private readonly parts: ProgramPieceParts) {
    parts.messages.forEach((message, index) => shareAnswers(message, () => this.next(index)));
  }

  /** The piece covers everything up to here. */
  get end(): LogPosition {
    return this.parts.end;
  }

  /** There was nothing in the log after its beginning. */
  get isEmpty(): boolean {
    return this.parts.start.seq === this.parts.end.seq;
  }

  get hasMore(): boolean {
    return this.parts.hasMore;
  }

  get size(): number {
    return this.parts.size;
  }

  /** Whether subscribers may see other changes now than when the piece was read. @param revision of the log's tail now */
  isOutdated(revision: number): boolean {
    const age = performance.now() - this.readAt;
    return age > PIECE_AGE || (age > PIECE_FRESH && this.parts.revision !== revision);
  }

  /**
   * The message at an index. Subscribers who got the same message before it get the same object, so that they can share its answer.
   * @param previous the cursor of the message sent before the piece
   */
  message(index: number, previous: string | null): ProgramChanged | undefined {
    const message = this.parts.messages[index];
    if (!message || index > 0) return message;
    const known = this.firsts.get(previous);
    if (known) return known;
    const first = shareAnswers(Object.assign({}, message, { previous }), () => this.next(0));
    this.firsts.set(previous, first);
    return first;
  }

  private next(index: number): readonly ProgramChanged[] {
    return this.parts.messages.slice(index + 1, index + AHEAD);
  }
}

/** @param revision of the log's tail before it was read */
export function pieceOf({ items, next, hasMore }: ProgramLogPiece, after: LogPosition, revision: number): ProgramPiece {
  const { kept, size } = fitting(items);
  const whole = kept.length === items.length;
  const end = { epoch: after.epoch, seq: whole ? next : (kept.at(-1)?.seq ?? next) };
  const messages = messagesOf(kept, { epoch: after.epoch, seq: undefined });
  return new ProgramPiece({ messages, start: after, end, hasMore: hasMore || !whole, size, revision });
}

/** The first changes that fit into one piece. */
function fitting(items: readonly LoggedProgramChange[]): { kept: readonly LoggedProgramChange[]; size: number } {
  let size = 0;
  let count = 0;
  for (const { changes } of items) {
    const more = BYTES_BESIDE + JSON.stringify(changes).length;
    if (count > 0 && size + more > ITEM_BYTES) break;
    size += more;
    count += 1;
  }
  return { kept: items.slice(0, count), size: size + BYTES_BESIDE };
}
