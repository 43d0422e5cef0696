import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../platform/access/viewer';
import type { ChangeLog } from '../platform/change-log/change-log';
import { encodeLogCursor, type LogPosition } from '../platform/change-log/cursor';
import { checkFollowable, type LogHead } from '../platform/change-log/head';
import { shareAnswers } from '../platform/execution/shared-answers';
import { Deadline } from '../platform/limits/deadline';
import { Gate } from '../platform/limits/gate';
import { sharedWork } from '../platform/limits/share';
import type { Checkpoint, ProgramChanged } from './program-change.types';
import { ProgramLog, type LoggedProgramChange, type ProgramLogFilter } from './program-log';
import { messagesOf } from './program-messages';

/** How many messages of a piece share one answer. */
const AHEAD = 20;

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

/** One subscriber's view of the log. */
export interface ProgramView {
  readonly filter: ProgramLogFilter;
  readonly viewer: Viewer;
  /** Equal for all subscribers who may see the same changes. */
  readonly key: string;
}

/** Permissions follow from the role, so all viewers of one role share a view. */
export function programView(filter: ProgramLogFilter, viewer: Viewer): ProgramView {
  const text = JSON.stringify([viewer.role, filter.where ?? null, filter.kinds ?? null]);
  return { filter, viewer, key: createHash('sha256').update(text).digest('base64url') };
}

/** The most changes and bytes of one piece; a single change may be larger. A subscriber that does not read holds one piece. */
const ITEMS = 100;
const ITEM_BYTES = 256_000;
/** About how many bytes a change takes besides its values. */
const BYTES_BESIDE = 500;
/** For how long a piece is always reused, in milliseconds, so that readers make progress even under constant changes. */
const PIECE_FRESH = 200;
/** For how long a piece may be reused. */
const PIECE_AGE = 5_000;
/** The most bytes of all kept pieces. */
const KEPT = 32_000_000;
/** How many pieces are read at once for subscribers at the log's end, for those behind it, and for one principal. */
const READERS = { live: 4, backlog: 3 } as const;
const READERS_EACH = 2;
/** How long one piece may take, in milliseconds. */
const READ_TIME = 10_000;

/** Reads the log for all subscribers of a hub. A piece that several of them need is read once. */
export class ProgramPieces {
  private readonly log: ProgramLog;
  private readonly reading = new Map<string, Promise<ProgramPiece>>();
  /** Separate for each principal, so that none waits for another's turn. */
  private readonly queued = new Map<string, Promise<ProgramPiece>>();
  private readonly gates = {
    live: new Gate(READERS.live, READERS_EACH),
    backlog: new Gate(READERS.backlog, READERS_EACH),
  };
  private readonly recent = new LRUCache<string, ProgramPiece>({
    maxSize: KEPT,
    sizeCalculation: ({ size }) => size,
    ttl: PIECE_AGE,
  });

  private readonly checkpoints = new LRUCache<string, Checkpoint>({ max: 1_000 });

  constructor(private readonly changeLog: ChangeLog) {
    this.log = new ProgramLog(changeLog.database);
  }

  /**
   * The piece after a position in the log. It can be empty although the log continues.
   * @param argument the name of the argument that holds the position, for errors
   * @throws ClientError CURSOR_TOO_OLD or CURSOR_IN_FUTURE; TIMEOUT or UNAVAILABLE where Postgres is away
   */
  read(
    view: ProgramView,
    after: LogPosition,
    urgency: keyof typeof READERS,
    argument = 'after',
  ): Promise<ProgramPiece> {
    const { revision } = this.changeLog.tail;
    const { principal } = view.viewer;
    const key = `${revision} ${view.key} ${encodeLogCursor(after)} ${argument}`;
    const own = `${key} ${principal}`;
    const known = this.known(key) ?? this.queued.get(own);
    if (known) return known;
    const queued = this.gates[urgency]
      .run(() => this.known(key) ?? this.begin(key, () => this.fetch(view, after, revision, argument)), principal)
      .finally(() => this.queued.delete(own));
    this.queued.set(own, queued);
    return queued;
  }

  /** A piece that has been read, or is being read. */
  private known(key: string): Promise<ProgramPiece> | undefined {
    const recent = this.recent.get(key);
    return recent ? Promise.resolve(recent) : this.reading.get(key);
  }

  private begin(key: string, fetch: () => Promise<ProgramPiece>): Promise<ProgramPiece> {
    const reading = fetch()
      .then((piece) => {
        // The next read may find new changes there.
        if (!piece.isEmpty) this.recent.set(key, piece);
        return piece;
      })
      .finally(() => this.reading.delete(key));
    this.reading.set(key, reading);
    return reading;
  }

  /** The same object for all subscribers who see the same changes. */
  checkpoint(position: LogPosition, previous: string | null, caughtUp: boolean): Checkpoint {
    const cursor = encodeLogCursor(position);
    const key = `${cursor} ${previous} ${caughtUp}`;
    const known = this.checkpoints.get(key);
    if (known) return known;
    const fresh = shareAnswers<Checkpoint>({ __typename: 'Checkpoint', cursor, previous, caughtUp });
    this.checkpoints.set(key, fresh);
    return fresh;
  }

  private async fetch(
    { filter, viewer }: ProgramView,
    after: LogPosition,
    revision: number,
    argument: string,
  ): Promise<ProgramPiece> {
    const { horizon } = this.changeLog;
    const check = (head: LogHead): void => checkFollowable(after, head, argument);
    // Its own deadline: the subscriber that asked first may leave while others wait.
    const deadline = new Deadline(READ_TIME);
    const read = this.log.read(after.seq, ITEMS, filter, { viewer, deadline, share: sharedWork(viewer) }, check);
    const { items, next, hasMore, head } = await read.finally(() => deadline.close());
    const { kept, size } = fitting(items);
    const whole = kept.length === items.length;
    const end = { epoch: after.epoch, seq: whole ? next : (kept.at(-1)?.seq ?? next) };
    horizon.learn(head);
    // The answers read programs, which must not be older than these changes.
    await horizon.reach(encodeLogCursor(end), argument);
    const messages = messagesOf(kept, { epoch: after.epoch, seq: undefined });
    return new ProgramPiece({ messages, start: after, end, hasMore: hasMore || !whole, size, revision });
  }
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
