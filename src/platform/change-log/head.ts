import { cursorInFuture, cursorTooOld, type LogPosition } from './cursor';

/** The range of the log: the changes after `trimmed`, up to and including `seq`. */
export interface LogHead {
  readonly epoch: string;
  readonly seq: bigint;
  readonly trimmed: bigint;
}

/** The head from pg, which returns 64-bit numbers as strings. */
export interface LogHeadRow {
  readonly epoch: string;
  readonly head: string;
  readonly trimmed: string;
}

/** The columns of `change_head` that `logHead` needs. As texts, they fit a prepared statement even if the type of a column changes. */
export const HEAD_COLUMNS = 'epoch::text, seq::text AS head, trimmed::text';

export function logHead({ epoch, head, trimmed }: LogHeadRow): LogHead {
  return { epoch, seq: BigInt(head), trimmed: BigInt(trimmed) };
}

/** @throws ClientError CURSOR_TOO_OLD or CURSOR_IN_FUTURE if the log cannot be followed from the position */
export function checkFollowable({ epoch, seq }: LogPosition, head: LogHead, argument: string): void {
  if (epoch !== head.epoch || seq < head.trimmed) {
    throw cursorTooOld(argument, { epoch: head.epoch, seq: head.trimmed });
  }
  if (seq > head.seq) throw cursorInFuture(argument);
}
