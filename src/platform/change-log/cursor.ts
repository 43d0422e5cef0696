import { GraphQLScalarType } from 'graphql';
import { parse as parseUuid, stringify as formatUuid } from 'uuid';
import { BadUserInput, ClientError } from '../errors';

/** A position in the change log: after the change with the number `seq`, in the log with the id `epoch`. */
export interface LogPosition {
  readonly epoch: string;
  readonly seq: bigint;
}

/** The first byte of a cursor: the version of its format. */
const FORM = 1;
const LENGTH = 25;
/** The first byte of the cursor of a page, which is a JSON array. */
const PAGE = '['.charCodeAt(0);

/** A position in the change log, opaque to clients. Resolvers handle its text; `decodeLogCursor` reads it. */
export const Cursor = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description:
    'A position in the change log, as opaque text (base64url). It is valid in every field that takes one, for as long as the hub keeps the changes after it. ' +
    'The cursors of pages are something else: those are of the type String.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc4648#section-5',
  serialize: (value) => text(value),
  parseValue: (value) => text(value),
});

/** The cursor of a position. */
export function encodeLogCursor({ epoch, seq }: LogPosition): string {
  const bytes = Buffer.alloc(LENGTH);
  bytes[0] = FORM;
  bytes.set(parseUuid(epoch), 1);
  bytes.writeBigUInt64BE(seq, 17);
  return bytes.toString('base64url');
}

/** @throws BadUserInput if the text is not a cursor of a change log */
export function decodeLogCursor(cursor: string, argument: string): LogPosition {
  const bytes = Buffer.from(cursor, 'base64url');
  if (isOfLog(bytes, cursor)) return { epoch: formatUuid(bytes, 1), seq: bytes.readBigUInt64BE(17) };
  throw new BadUserInput(
    bytes[0] === PAGE
      ? `${argument} is a cursor of a page; give one of the change log, such as streamCursor or the cursor of a mutation.`
      : `${argument} is not a cursor of the change log; give a cursor exactly as the hub returned it.`,
  );
}

export function isLogCursor(cursor: string): boolean {
  return isOfLog(Buffer.from(cursor, 'base64url'), cursor);
}

function isOfLog(bytes: Buffer, cursor: string): boolean {
  const hasForm = bytes.length === LENGTH && bytes[0] === FORM && bytes.readBigUInt64BE(17) <= GREATEST;
  return hasForm && bytes.toString('base64url') === cursor;
}

/** The greatest value of a Postgres bigint. */
const GREATEST = 2n ** 63n - 1n;

/** The changes after the cursor are no longer kept, or the log is a different one since the database was restored. */
export function cursorTooOld(argument: string, oldest: LogPosition): ClientError {
  return new ClientError(
    'CURSOR_TOO_OLD',
    `${argument}: the change log no longer has all changes after this cursor. Read the records again, then continue from oldestCursor or later.`,
    { oldestCursor: encodeLogCursor(oldest) },
  );
}

/** The cursor lies beyond the end of the log: it is from another hub, or from before a restore. */
export function cursorInFuture(argument: string): ClientError {
  return new ClientError(
    'CURSOR_IN_FUTURE',
    `${argument}: the change log has not reached this cursor. The cursor is from another hub, or from before this hub's database was restored; read the records again.`,
  );
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new BadUserInput('A cursor must be a string.');
}
