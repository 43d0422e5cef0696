import type { HubContext } from '../context';
import { lengthOf, lineFault, normalInput, writtenText } from '../text';
import { isUuid } from '../uuid';
import type { Mutation } from './schema/mutation';
import type { Values } from './unit/stored-rows';
import { InputError, type UserError } from './schema/user-errors';
import type { UserWarning } from './schema/user-warnings';
import type { Done } from './unit/work';

/** A payload: these fields, and the fields of the result. */
export interface Payload {
  readonly errors: readonly UserError[];
  readonly warnings: readonly UserWarning[];
  readonly dryRun: boolean;
  readonly cursor: string | null;
  /** The ids of changes. */
  readonly changes: readonly string[];
  readonly [field: string]: unknown;
}

interface Options {
  readonly idempotencyKey?: string | null;
  readonly dryRun?: boolean | null;
}

const MAX_KEY = 200;

/**
 * Runs one mutation. Its payload is read afterwards, from the primary. The payload of a dry run is read from its own transaction, which stays open
 * until the operation's next mutation or its end.
 */
export async function mutate(mutation: Mutation, given: Values, context: HubContext): Promise<Payload> {
  await context.writing.end();
  const { options, ...input } = normalInput(given, writtenText);
  const { idempotencyKey, dryRun } = (options ?? {}) as Options;
  const { empty } = mutation.payload;
  if (typeof idempotencyKey === 'string' && !isKey(idempotencyKey)) return { ...empty, ...refusedKey(dryRun === true) };
  const done = await context.writing.do(
    {
      asker: context,
      content: [mutation.name, input],
      idempotencyKey: idempotencyKey ?? undefined,
      dryRun: dryRun === true,
      recordId: isUuid(input['id']) ? input['id'].toLowerCase() : undefined,
    },
    (unit) => mutation.work(input, unit),
  );
  context.deadline.extend();
  context.reads = context.writing.reads(done);
  const cursor = await cursorOf(done, context);
  const changes = done.changes.map(({ id }) => id);
  const { errors, warnings = [] } = done;
  return { ...empty, ...done.fields, errors, warnings, dryRun: dryRun === true, cursor, changes };
}

function isKey(key: string): boolean {
  return lengthOf(key) <= MAX_KEY && lineFault(key) === undefined;
}

function refusedKey(dryRun: boolean): Payload {
  const message = `The idempotency key is empty, too long or has an unprintable character; give 1 to ${MAX_KEY} printable characters.`;
  return {
    errors: [new InputError('INVALID', ['options', 'idempotencyKey'], message)],
    warnings: [],
    cursor: null,
    changes: [],
    dryRun,
  };
}

/** The change of a dry run has no position in the log. */
async function cursorOf({ changes, rehearsal }: Done, { writing, changeLog }: HubContext): Promise<string | null> {
  if (rehearsal) return null;
  if (changes.length === 0) {
    changeLog.wrote();
    return null;
  }
  return (await writing.positionOf(changes.map(({ id }) => id))) ?? null;
}
