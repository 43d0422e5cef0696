import { isNativeError } from 'node:util/types';

/**
 * The properties of errors from Postgres and Node that are logged. They contain only names. Others are left out because they quote values: `detail`, `hint`, `where`,
 * and TypeORM's `query` and `parameters`.
 */
const FACTS = ['code', 'severity', 'routine', 'schema', 'table', 'column', 'constraint', 'syscall'] as const;

/** An error in the log, without values of requests, rows or credentials. `code` is the SQLSTATE or a code of Node, such as `ECONNREFUSED`. */
export interface LoggedError extends Readonly<Partial<Record<(typeof FACTS)[number], string>>> {
  readonly type: string;
  readonly message: string;
  /** The stack trace without the message. */
  readonly stack?: string;
  /** The error that caused it. */
  readonly cause?: LoggedError;
}

/** The most nested causes that are logged. */
const DEPTH = 3;
const LONGEST = 500;

/** SQLSTATE classes whose messages quote only names of tables, columns and constraints. Messages of other classes quote values. */
const QUOTES_NAMES = /^(?:08|23|40|42|53|55|57)[0-9A-Z]{3}$/;

/** Patterns that must never be logged, and their replacements. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // A URL may contain a password or an e-mail address.
  [/\b([a-z][a-z\d+.-]*):\/\/[^\s"'<>]*/gi, '$1://…'],
  [/\bhub_[0-9a-f]{12}_[\w-]+/g, 'hub_…'],
  [/\b(Bearer|Basic) +\S+/gi, '$1 …'],
  [/\beyJ[\w-]+(?:\.[\w-]+)*/g, '…'],
  [/[^\s"'<>(),;:=]+@[^\s"'<>(),;:=]+/g, '…@…'],
];

/** Messages of graphql-js end with the value that a type does not accept. */
const VALUE = /(\bvalue: |\bgot: |\breceived: ).*$/s;
const QUOTED = /"(?:[^"\\]|\\.)*(?:"|$)/g;

/** Makes an error safe for the log. It is also pino's serializer of `err`, so every logged error passes through it. */
export function loggedError(error: unknown, depth = DEPTH): LoggedError {
  if (!isNativeError(error)) return isLogged(error) ? error : { type: typeof error, message: 'not an Error' };
  // TypeORM's error repeats the statement and its parameters.
  const driver: unknown = Reflect.get(error, 'driverError');
  const source = isNativeError(driver) ? driver : error;
  const facts = FACTS.flatMap((name) => {
    const value: unknown = Reflect.get(source, name);
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
  const cause = causeOf(source);
  return {
    type: error.name,
    message: withoutValues(source),
    ...Object.fromEntries(facts),
    stack: framesOf(source),
    ...(cause !== undefined && depth > 0 && { cause: loggedError(cause, depth - 1) }),
  };
}

function isLogged(value: unknown): value is LoggedError {
  return typeof value === 'object' && value !== null && 'type' in value && 'message' in value;
}

/** If a connection was tried at several addresses, the first error represents all. */
function causeOf(error: Error): unknown {
  return error.cause ?? (error instanceof AggregateError ? (error.errors[0] as unknown) : undefined);
}

function withoutValues(error: Error): string {
  const text = SECRETS.reduce(
    (rest, [secret, stand]) => rest.replace(secret, stand),
    error.message.slice(0, 4 * LONGEST),
  );
  const named = QUOTES_NAMES.test(String(Reflect.get(error, 'code') ?? ''));
  return (named ? text : text.replace(QUOTED, '"…"').replace(VALUE, '$1…')).slice(0, LONGEST);
}

/** The lines of a stack with locations. */
function framesOf({ name, message, stack = '' }: Error): string {
  const head = `${name}: ${message}`;
  const frames = stack.startsWith(head) ? stack.slice(head.length) : stack;
  return frames
    .split('\n')
    .filter((line) => /^ {4}at .*(?::\d+:\d+\)?|<anonymous>\)?|\(native\))$/.test(line))
    .map((line) => line.trim())
    .join('\n');
}
