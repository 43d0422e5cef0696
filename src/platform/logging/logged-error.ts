import { isNativeError } from 'node:util/types';

/**
 * What Postgres and Node say of an error beside its message. All of these name things of the hub. What is left out quotes values: `detail`, `hint`, `where`,
 * and TypeORM's `query` and `parameters`.
 */
const FACTS = ['code', 'severity', 'routine', 'schema', 'table', 'column', 'constraint', 'syscall'] as const;

/** What the log says of an error. No value of a request, no row and no credential is in it. `code` is the SQLSTATE, or Node's: `ECONNREFUSED`. */
export interface LoggedError extends Readonly<Partial<Record<(typeof FACTS)[number], string>>> {
  readonly type: string;
  readonly message: string;
  /** Where it was thrown, without the message. */
  readonly stack?: string;
  /** What it stands for. */
  readonly cause?: LoggedError;
}

/** Causes of causes that are looked at. */
const DEPTH = 3;
const LONGEST = 500;

/** SQLSTATE classes whose messages quote names of tables, columns and constraints only. Those of others quote values. */
const QUOTES_NAMES = /^(?:08|23|40|42|53|55|57)[0-9A-Z]{3}$/;

/** What never stands in the log, and what stands there instead. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // An address may hold a password or a person's address.
  [/\b([a-z][a-z\d+.-]*):\/\/[^\s"'<>]*/gi, '$1://…'],
  [/\bhub_[0-9a-f]{12}_[\w-]+/g, 'hub_…'],
  [/\b(Bearer|Basic) +\S+/gi, '$1 …'],
  [/\beyJ[\w-]+(?:\.[\w-]+)*/g, '…'],
  [/[^\s"'<>(),;:=]+@[^\s"'<>(),;:=]+/g, '…@…'],
];

/** GraphQL's own errors end with the value that a type does not take. */
const VALUE = /(\bvalue: |\bgot: |\breceived: ).*$/s;
const QUOTED = /"(?:[^"\\]|\\.)*(?:"|$)/g;

/** An error as it may be logged. Also pino's serializer of `err`: whoever logs an error logs it so. */
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

/** Of a connection that was tried at several addresses, the first error stands for all. */
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

/** The lines of a stack that say where. */
function framesOf({ name, message, stack = '' }: Error): string {
  const head = `${name}: ${message}`;
  const frames = stack.startsWith(head) ? stack.slice(head.length) : stack;
  return frames
    .split('\n')
    .filter((line) => /^ {4}at .*(?::\d+:\d+\)?|<anonymous>\)?|\(native\))$/.test(line))
    .map((line) => line.trim())
    .join('\n');
}
