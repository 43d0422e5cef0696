import { cursorInFuture, cursorTooOld, type LogPosition } from './cursor';

/** Where the log stands: it holds the changes after `trimmed`, up to and with `seq`. */
export interface LogHead {
  readonly epoch: string;
  readonly seq: bigint;
  readonly trimmed: bigint;
}

/** The head as pg gives it: numbers of 64 bits are texts. */
export interface LogHeadRow {
  readonly epoch: string;
  readonly head: string;
  readonly trimmed: string;
}

/** The columns of `change_head`, as `logHead` takes them. */
export const HEAD_COLUMNS = 'epoch, seq AS head, trimmed';

export function logHead({ epoch, head, trimmed }: LogHeadRow): LogHead {
  return { epoch, seq: BigInt(head), trimmed: BigInt(trimmed) };
}

/** @throws ClientError CURSOR_TOO_OLD or CURSOR_IN_FUTURE where the log cannot be followed from the position */
export function checkFollowable({ epoch, seq }: LogPosition, head: LogHead, argument: string): void {
  if (epoch !== head.epoch || seq < head.trimmed) {
    throw cursorTooOld(argument, { epoch: head.epoch, seq: head.trimmed });
  }
  if (seq > head.seq) throw cursorInFuture(argument);
}
