import { LRUCache } from 'lru-cache';
import type { Viewer } from '../platform/access/viewer';
import type { Asker } from '../platform/asker';
import type { FieldChange } from '../platform/change-log/append';
import type { ChangeKind } from '../platform/change-log/change-kind';
import { logHead, type LogHead, type LogHeadRow } from '../platform/change-log/head';
import type { Database } from '../platform/database';
import { ClientError } from '../platform/errors';
import type { Where } from '../platform/reading';
import { maySeeAuthorship, readableEntries } from './history-access';
import type { ProgramChangeKind } from './program-change.types';
import { scanSql } from './program-log.statement';

/** Which changes of the log to return. */
export interface ProgramLogFilter {
  readonly where?: Where | null;
  /** The kinds to return, including ENTERED and LEFT; absent: all kinds. */
  readonly kinds?: readonly ProgramChangeKind[] | null;
}

/** A change of a program, as one viewer may read it. */
export interface LoggedProgramChange {
  readonly seq: bigint;
  readonly kind: ProgramChangeKind;
  readonly programId: string;
  readonly version: number;
  readonly changes: readonly FieldChange[];
  readonly occurredAt: Date;
  readonly actor: string | null;
}

/** The result of reading a piece of the log. */
export interface ProgramLogPiece {
  readonly items: readonly LoggedProgramChange[];
  /** Everything up to here has been read; continue after it. */
  readonly next: bigint;
  readonly hasMore: boolean;
  /** The log's head, in the snapshot that the last items were read in. */
  readonly head: LogHead;
}

/** How many changes one statement scans; fewer if it has to find past states. */
const SCAN = 500;
const SCAN_STATES = 200;
/** The most statements for one piece if few changes match. No statement starts after this many milliseconds. */
const STATEMENTS = 4;
const TIME = 1_000;
/** The part of a scan to try after the whole scan took too long. */
const PART = 20;
/** How long one statement may take, in milliseconds. It leaves time to try a part. */
const SCAN_TIME = 2_000;
/** The same for a statement with several filters: it delays them all. */
const TOGETHER_TIME = 1_000;
/** For how long the hub does not retry a whole scan that took too long, in milliseconds. */
const SLOW_FOR = 60_000;
/** The most characters of such statements to remember. */
const SLOW_TEXTS = 1_000_000;

/** Reads the log of programs from the primary, for the paged query and for streams. */
export class ProgramLog {
  /** The texts of statements that took too long. */
  private readonly slow = new LRUCache<string, true>({
    maxSize: SLOW_TEXTS,
    sizeCalculation: (_slow, text) => text.length,
    ttl: SLOW_FOR,
  });

  constructor(private readonly database: Database) {}

  /**
   * Reads the log after a position. A piece can have fewer items than the limit, or none, although more follow.
   * @param after absent: from the oldest change that is kept
   * @param check called with the log's head before the rows are used; throws if `after` cannot be followed
   * @throws ClientError TIMEOUT or UNAVAILABLE
   */
  async read(
    after: bigint | undefined,
    limit: number,
    filter: ProgramLogFilter,
    asker: Asker,
    check: (head: LogHead) => void = () => undefined,
  ): Promise<ProgramLogPiece> {
    const items: LoggedProgramChange[] = [];
    const end = performance.now() + TIME;
    let place = after;
    for (let statement = 1; ; statement += 1) {
      const { head, found, next } = await this.scan(place, filter, asker, check);
      const room = limit - items.length;
      items.push(...found.slice(0, room));
      const full = items.length === limit;
      place = full && items.length > 0 ? (items.at(-1)?.seq ?? next) : next;
      const hasMore = place < head.seq;
      const enough = full || !hasMore || statement === STATEMENTS || performance.now() > end;
      if (enough) return { items, next: place, hasMore, head };
    }
  }

  /**
   * Reads the log once for several filters: one statement, and never a second one.
   * @returns the piece of each filter
   * @throws ClientError TIMEOUT if they take too long together; then read each alone
   */
  async readTogether(
    after: bigint,
    limit: number,
    filters: readonly ProgramLogFilter[],
    asker: Asker,
    check: (head: LogHead) => void,
  ): Promise<ProgramLogPiece[]> {
    const given = filters.flatMap(({ where }) => (where ? [where] : []));
    const { text, values } = scanSql({ after, size: SCAN_STATES, wheres: given, viewer: asker.viewer });
    const rows = await asker.deadline.within(TOGETHER_TIME, (part) =>
      this.database.rows<ScanRow>({ text, values, short: false }, { ...asker, deadline: part }),
    );
    const scanned = scannedOf(rows, after, SCAN_STATES, check);
    let index = 0;
    return filters.map((filter) => {
      const found = changesOf(rows, filter, filter.where ? index++ : undefined, asker.viewer);
      const items = found.slice(0, limit);
      const next = items.length === limit ? (items.at(-1)?.seq ?? scanned.next) : scanned.next;
      return { items, next, hasMore: next < scanned.head.seq, head: scanned.head };
    });
  }

  private async scan(
    after: bigint | undefined,
    filter: ProgramLogFilter,
    asker: Asker,
    check: (head: LogHead) => void,
  ): Promise<Scanned & { found: LoggedProgramChange[] }> {
    const { where } = filter;
    const { rows, size } = await this.rows(after, where ?? undefined, asker);
    return {
      ...scannedOf(rows, after, size, check),
      found: changesOf(rows, filter, where ? 0 : undefined, asker.viewer),
    };
  }

  /** Scans fewer changes if a scan takes too long, for example for a program with very many changes: the reader must make progress. */
  private async rows(
    after: bigint | undefined,
    where: Where | undefined,
    { viewer, deadline, share }: Asker,
  ): Promise<{ rows: ScanRow[]; size: number }> {
    const whole = where ? SCAN_STATES : SCAN;
    const scan = async (size: number): Promise<{ rows: ScanRow[]; size: number }> => {
      const { text, values } = scanSql({ after, size, wheres: where ? [where] : [], viewer });
      if (size === whole && this.slow.has(text)) return scan(size / PART);
      try {
        const rows = await deadline.within(SCAN_TIME, (part) =>
          this.database.rows<ScanRow>({ text, values, short: false }, { deadline: part, share }),
        );
        return { rows, size };
      } catch (error) {
        if (!(error instanceof ClientError) || error.code !== 'TIMEOUT' || size < whole) throw error;
        this.slow.set(text, true);
        return scan(size / PART);
      }
    };
    return scan(whole);
  }
}

/** How far a scan came. */
interface Scanned {
  readonly head: LogHead;
  readonly next: bigint;
}

function scannedOf(
  rows: readonly ScanRow[],
  after: bigint | undefined,
  size: number,
  check: (head: LogHead) => void,
): Scanned {
  const head = logHead(rows[0] as LogHeadRow);
  check(head);
  const end = (after ?? head.trimmed) + BigInt(size);
  return { head, next: end < head.seq ? end : head.seq };
}

interface ScanRow extends LogHeadRow {
  /** null in the row that only carries the head. */
  readonly seq: string | null;
  readonly programId: string;
  readonly kind: ChangeKind;
  readonly version: number;
  readonly changes: readonly FieldChange[];
  readonly actor: string | null;
  readonly occurredAt: Date;
  readonly readable: boolean;
  /** The indexes of the filters that matched; null: none, or there are no filters. */
  readonly before: readonly number[] | null;
  readonly after: readonly number[] | null;
}

/** @param index of the filter's `where` in the statement; absent if it has none */
function changesOf(
  rows: readonly ScanRow[],
  { kinds }: ProgramLogFilter,
  index: number | undefined,
  viewer: Viewer,
): LoggedProgramChange[] {
  return rows.flatMap((row) => {
    const kind = row.seq !== null && kindOf(row, index);
    return kind && (!kinds || kinds.includes(kind)) ? [loggedChange(row, kind, viewer)] : [];
  });
}

function kindOf({ before, after, kind }: ScanRow, index: number | undefined): ProgramChangeKind | false {
  if (index === undefined) return kind;
  const matches = after?.includes(index) ?? false;
  if (before?.includes(index)) return matches ? kind : 'LEFT';
  return matches && 'ENTERED';
}

/** The fields that are shown of a program that the viewer may no longer read. */
const DEPARTURE = ['archivedAt', 'mergedIntoId'];

function loggedChange(row: ScanRow, kind: ProgramChangeKind, viewer: Viewer): LoggedProgramChange {
  const { programId, version, occurredAt } = row;
  const seen = row.readable ? row.changes : row.changes.filter(({ field }) => DEPARTURE.includes(field));
  const actor = maySeeAuthorship(viewer) ? row.actor : null;
  return {
    seq: BigInt(row.seq ?? 0),
    kind,
    programId,
    version,
    changes: readableEntries(seen, viewer),
    occurredAt,
    actor,
  };
}
