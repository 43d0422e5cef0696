import { createHash } from 'node:crypto';
import type { Role, Viewer } from '../platform/access/viewer';
import type { LogPosition } from '../platform/change-log/cursor';
import type { Where } from '../platform/reading';
import type { PieceRead } from './piece-read';
import type { ProgramLogFilter } from './program-log';
import { scanSql } from './program-log.statement';
import type { ProgramWaiters } from './program-waiters';

/** About how many bytes a view takes besides its filter. */
const BYTES_BESIDE = 1_000;

/** Equal for equal views. */
export function viewKey({ where, kinds }: ProgramLogFilter, { role }: Viewer): string {
  const text = JSON.stringify([role, where ?? null, kinds ?? null]);
  return createHash('sha256').update(text).digest('base64url');
}

/** What all subscribers see of the log who have the same filter and permissions. Permissions follow from the role. */
export class ProgramView {
  readonly role: Role;
  /** Roughly, in bytes. */
  readonly size: number;
  /** How much work its filter is, by the length of its SQL: Postgres plans each condition, and judges it for each change. */
  readonly weight: number;
  /** The last read for it at the end of the log. */
  latest: PieceRead | undefined;
  /** Reads that wait for their turn, by principal, so that none waits for another's turn. */
  readonly queued = new Map<string, PieceRead>();
  /** Those who came last to the end of the log and wait there, by the key of their answers. */
  readonly waiters = new Map<string, ProgramWaiters>();
  /** Until when it is read alone, by `performance.now()`. */
  aloneUntil = 0;
  private subscribers = 0;

  /** @throws ClientError BAD_USER_INPUT for a filter that cannot be followed */
  constructor(
    readonly key: string,
    readonly filter: ProgramLogFilter,
    viewer: Viewer,
  ) {
    const { where } = filter;
    this.role = viewer.role;
    this.size = JSON.stringify(filter).length + BYTES_BESIDE;
    this.weight = where ? lengthOf(where, viewer) - lengthOf({}, viewer) : 0;
  }

  join(): void {
    this.subscribers += 1;
  }

  leave(): void {
    this.subscribers -= 1;
  }

  /** Whether it has subscribers at the end of the log who wait at this position, as far as is known from its last read there. */
  waitsAt({ epoch, seq }: LogPosition, revision: number): boolean {
    const end = this.latest?.piece?.end;
    if (this.subscribers === 0 || end?.seq !== seq || end.epoch !== epoch) return false;
    return !this.latest?.serves(end, revision);
  }
}

function lengthOf(where: Where, viewer: Viewer): number {
  return scanSql({ after: 0n, size: 1, wheres: [where], viewer }).text.length;
}
