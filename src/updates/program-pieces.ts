import { LRUCache } from 'lru-cache';
import type { Viewer } from '../platform/access/viewer';
import type { Asker } from '../platform/asker';
import type { ChangeLog } from '../platform/change-log/change-log';
import { encodeLogCursor, type LogPosition } from '../platform/change-log/cursor';
import { checkFollowable, type LogHead } from '../platform/change-log/head';
import { shareAnswers } from '../platform/execution/shared-answers';
import { Deadline } from '../platform/limits/deadline';
import { Gate } from '../platform/limits/gate';
import { sharedWork } from '../platform/limits/share';
import { PieceRead } from './piece-read';
import type { Checkpoint } from './program-change.types';
import { ProgramLog, type ProgramLogFilter, type ProgramLogPiece } from './program-log';
import { PIECE_AGE, pieceOf, type ProgramPiece } from './program-piece';
import { ProgramView, viewKey } from './program-view';
import { ProgramWaiters, type Waiter } from './program-waiters';

/** The most changes of one piece. */
const ITEMS = 100;
/** The most bytes of all kept pieces. */
const KEPT = 32_000_000;
/** The most bytes of all filters that are known for sharing. */
const FILTERS = 10_000_000;
/** How many pieces are read at once for subscribers at the log's end, for those behind it, and for one principal. */
const READERS = { live: 4, backlog: 3 } as const;
const READERS_EACH = 2;
/** How long one piece may take, in milliseconds. */
const READ_TIME = 10_000;
/** The most views that one statement reads for, and the most weight of them together. Heavier ones than `each` are read alone. */
const TOGETHER = { views: 50, weight: 40_000, each: 10_000 } as const;
/** If several took too long together, those that take longer than this alone, in milliseconds, are read alone for a while. */
const SLOW = 200;
const ALONE_FOR = 60_000;

/** One piece of the log to read. */
interface Wanted {
  readonly view: ProgramView;
  /** The first one who needs it. */
  readonly viewer: Viewer;
  readonly after: LogPosition;
  readonly revision: number;
  /** The name of the argument that holds the position, for errors. */
  readonly argument: string;
}

/** Reads the log for all subscribers of a hub. A piece that several of them need is read once, and the pieces of many filters with one statement. */
export class ProgramPieces {
  private readonly log: ProgramLog;
  private readonly views = new LRUCache<string, ProgramView>({
    maxSize: FILTERS,
    sizeCalculation: ({ size }) => size,
  });
  private readonly reading = new Map<string, PieceRead>();
  private readonly gates = {
    live: new Gate(READERS.live, READERS_EACH),
    backlog: new Gate(READERS.backlog, READERS_EACH),
  };
  private readonly recent = new LRUCache<string, PieceRead>({
    maxSize: KEPT,
    sizeCalculation: ({ piece }) => piece?.size ?? 1,
    ttl: PIECE_AGE,
  });
  private readonly checkpoints = new LRUCache<string, Checkpoint>({ max: 1_000 });

  constructor(private readonly changeLog: ChangeLog) {
    this.log = new ProgramLog(changeLog.database);
  }

  /** @throws ClientError BAD_USER_INPUT for a filter that cannot be followed */
  view(filter: ProgramLogFilter, viewer: Viewer): ProgramView {
    const key = viewKey(filter, viewer);
    const view = this.views.get(key) ?? new ProgramView(key, filter, viewer);
    this.views.set(key, view);
    return view;
  }

  /**
   * The read of the piece after a position in the log. The piece can be empty although the log continues. Its error is a ClientError CURSOR_TOO_OLD or
   * CURSOR_IN_FUTURE; TIMEOUT or UNAVAILABLE where Postgres is away.
   * @param viewer whose turn it is to read
   */
  read(
    view: ProgramView,
    after: LogPosition,
    urgency: keyof typeof READERS,
    viewer: Viewer,
    argument = 'after',
  ): PieceRead {
    const { revision } = this.changeLog.tail;
    const wanted = { view, viewer, after, revision, argument };
    const known = this.known(wanted);
    if (known) return known;
    const own = `${viewer.principal} ${keyOf(wanted)}`;
    const queued = view.queued.get(own) ?? new PieceRead(after, revision);
    if (!view.queued.has(own)) {
      view.queued.set(own, queued);
      void this.gates[urgency].run(() => {
        view.queued.delete(own);
        const read = this.known(wanted) ?? this.begin(wanted, urgency);
        queued.follow(read);
        return read.over();
      }, viewer.principal);
    }
    return queued;
  }

  /** Waits at a position for what follows, together with all who get the same message. @param answerKey equal for subscribers with equal answers */
  wait(view: ProgramView, position: LogPosition, answerKey: string, waiter: Waiter): ProgramWaiters {
    const known = view.waiters.get(answerKey);
    const isThere = known?.position.seq === position.seq && known.position.epoch === position.epoch;
    const waiters = isThere ? known : this.waiters(view, position, answerKey);
    waiters.join(waiter);
    return waiters;
  }

  private waiters(view: ProgramView, position: LogPosition, answerKey: string): ProgramWaiters {
    const waiters = new ProgramWaiters({
      position,
      answerKey,
      tail: this.changeLog.tail,
      read: (viewer) => this.read(view, position, 'live', viewer),
      onClosed: (closed) => void (view.waiters.get(answerKey) === closed && view.waiters.delete(answerKey)),
    });
    view.waiters.set(answerKey, waiters);
    return waiters;
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

  /** A piece that has been read, or is being read. */
  private known(wanted: Wanted): PieceRead | undefined {
    const { view, after, revision } = wanted;
    if (view.latest?.serves(after, revision)) return view.latest;
    const key = keyOf(wanted);
    const read = this.recent.get(key) ?? this.reading.get(key);
    return read?.serves(after, revision) ? read : undefined;
  }

  /** Begins to read the piece, at the end of the log together with the pieces of other views there. */
  private begin(wanted: Wanted, urgency: keyof typeof READERS): PieceRead {
    const others = urgency === 'live' ? this.companions(wanted) : [];
    const all = [wanted, ...others.map((view) => ({ ...wanted, view }))];
    const reads = all.map((one) => this.opened(one, urgency));
    if (others.length === 0) void this.readAlone(wanted, reads[0] as PieceRead);
    else void this.readTogether(all, reads);
    return reads[0] as PieceRead;
  }

  private opened(wanted: Wanted, urgency: keyof typeof READERS): PieceRead {
    const { view, after, revision } = wanted;
    const key = keyOf(wanted);
    const read = new PieceRead(after, revision);
    this.reading.set(key, read);
    if (urgency === 'live') view.latest = read;
    read.waiting?.push(() => {
      this.reading.delete(key);
      const { piece } = read;
      if (piece && !piece.hasMore) view.latest = read;
      if (piece && !piece.isEmpty) this.recent.set(key, read);
    });
    return read;
  }

  /** Other views that wait at the same position for the same changes. */
  private companions({ view, after, revision }: Wanted): ProgramView[] {
    // Those who subscribe at the end of the log find nothing there, and neither would the others.
    if (!mayBeTogether(view) || this.changeLog.tail.newsAfter(after) !== 'moved') return [];
    let { weight } = view;
    const found: ProgramView[] = [];
    for (const other of this.views.values()) {
      if (found.length + 1 >= TOGETHER.views) break;
      if (other === view || other.role !== view.role || weight + other.weight > TOGETHER.weight) continue;
      if (!mayBeTogether(other) || !other.waitsAt(after, revision)) continue;
      weight += other.weight;
      found.push(other);
    }
    return found;
  }

  /** If they fail together, reads each alone: one filter must not hold up the others. */
  private async readTogether(all: readonly Wanted[], reads: readonly PieceRead[]): Promise<void> {
    const [first] = all as [Wanted];
    const filters = all.map(({ view }) => view.filter);
    try {
      const pieces = await this.fetch(first, (asker, check) =>
        this.log.readTogether(first.after.seq, ITEMS, filters, asker, check),
      );
      reads.forEach((read, index) => read.settle(pieces[index]));
    } catch {
      all.forEach((one, index) => {
        const read = reads[index] as PieceRead;
        // The first one has a place already, and the others must not wait for it.
        if (index === 0) void this.readApart(one, read);
        else void this.gates.live.run(() => this.readApart(one, read), one.view.key);
      });
    }
  }

  private async readApart(wanted: Wanted, read: PieceRead): Promise<void> {
    const begun = performance.now();
    await this.readAlone(wanted, read);
    const end = performance.now();
    if (end - begun > SLOW) wanted.view.aloneUntil = end + ALONE_FOR;
  }

  private async readAlone(wanted: Wanted, read: PieceRead): Promise<void> {
    const { view, after } = wanted;
    try {
      const [piece] = await this.fetch(wanted, async (asker, check) => [
        await this.log.read(after.seq, ITEMS, view.filter, asker, check),
      ]);
      read.settle(piece);
    } catch (error) {
      read.settle(undefined, error);
    }
  }

  private async fetch(
    { viewer, after, revision, argument }: Wanted,
    read: (asker: Asker, check: (head: LogHead) => void) => Promise<readonly ProgramLogPiece[]>,
  ): Promise<ProgramPiece[]> {
    const { horizon } = this.changeLog;
    // Its own deadline: the subscriber that asked first may leave while others wait.
    const deadline = new Deadline(READ_TIME);
    const check = (head: LogHead): void => checkFollowable(after, head, argument);
    const found = await read({ viewer, deadline, share: sharedWork(viewer) }, check).finally(() => deadline.close());
    const pieces = found.map((piece) => pieceOf(piece, after, revision));
    for (const { head } of found) horizon.learn(head);
    // The answers read programs, which must not be older than these changes.
    for (const { end } of pieces) await horizon.reach(encodeLogCursor(end), argument);
    return pieces;
  }
}

function mayBeTogether({ weight, aloneUntil }: ProgramView): boolean {
  return weight <= TOGETHER.each && performance.now() >= aloneUntil;
}

function keyOf({ view, after, revision, argument }: Wanted): string {
  return `${revision} ${view.key} ${encodeLogCursor(after)} ${argument}`;
}
