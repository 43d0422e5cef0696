import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { visit, type ExecutionResult, type FieldNode } from 'graphql';
import type { HubContext } from '../context';
import { numbering } from '../once-for';
import type { Operation } from './operation';
import { wakeInTurns, type Wake } from '../wakes';
import type { StreamMessage } from './result-stream';

/** The answer to an event. */
export type EventAnswer =
  /** The serialized answer, the same for all subscribers. */
  | { readonly message: StreamMessage }
  /** An answer with errors. Each request gets them with its own id. */
  | { readonly faulty: ExecutionResult };

/** An answer that is there, or is being made. */
export interface KnownAnswer {
  /** Those that wait for it; absent once it is there. */
  readonly waiting?: Wake[] | undefined;
  /** Absent if it has errors. */
  readonly message?: StreamMessage;
}

interface KeptAnswer extends KnownAnswer {
  readonly at: number;
  readonly answer: Promise<EventAnswer>;
  /** Whether to answer the event alone, because reads of several events would count against the same limits. */
  readonly alone: boolean;
  message?: StreamMessage;
  waiting?: Wake[] | undefined;
}

interface Shared {
  readonly answers: Map<string, KeptAnswer>;
  /** The shared events that a subscriber gets after this one, as far as they are known. */
  readonly next: () => readonly object[];
}

/**
 * Answers events together, so that similar reads share one statement.
 * @param alone whether to answer them with no others, because reads of several events would count against the same limits
 */
export type AnswerEvents = (events: readonly unknown[], alone: boolean) => readonly Promise<EventAnswer>[];

/** How long others may get the same answer, in milliseconds. It shows the current records, with the current permissions. */
const FRESH_FOR = 1_000;

/** The most bytes of all kept answers, and of those that are prepared ahead for one subscriber. */
const KEPT_BYTES = 32_000_000;
const AHEAD_BYTES = 256_000;
/** The assumed size of an answer with errors. */
const FAULTY_BYTES = 10_000;

const sharedEvents = new WeakMap<object, Shared>();
/** The kept answers, each with a function that drops it. */
const recent = new LRUCache<KeptAnswer, () => void>({
  maxSize: KEPT_BYTES,
  ttl: FRESH_FOR,
  ttlAutopurge: true,
  dispose: (forget) => forget(),
});
/** The size of the last answer, by key. */
const lastSizes = new LRUCache<string, number>({ max: 1_000 });

/** Marks an event that a source sends to several subscribers. Subscribers with the same selection and permissions share its answer. */
export function shareAnswers<T extends object>(event: T, next: () => readonly object[] = () => []): T {
  if (!sharedEvents.has(event)) sharedEvents.set(event, { answers: new Map(), next });
  return event;
}

/** The answer that another subscriber with the same key has got to a shared event, or is waiting for. If it has errors, use `answerOnce`. */
export function knownAnswer(event: unknown, key: string): KnownAnswer | undefined {
  const known = sharedBy(event);
  return known && current(known, key);
}

/**
 * The answer to an event. If the event is shared, a subscriber with the same key gets the existing answer.
 * @param since the earliest start of a usable answer, by `performance.now()`
 */
export async function answerOnce(
  event: unknown,
  key: string,
  answer: AnswerEvents,
  since = -Infinity,
): Promise<EventAnswer> {
  const known = sharedBy(event);
  if (!known) return answer([event], true)[0] as Promise<EventAnswer>;
  const kept = current(known, key, since) ?? answerTogether(event as object, known, key, answer);
  const found = await kept.answer;
  if ('message' in found || kept.alone) return found;
  const later = known.answers.get(key);
  return (later?.alone ? later : keep(known, key, answer([event], true)[0], true)).answer;
}

function sharedBy(event: unknown): Shared | undefined {
  return typeof event === 'object' && event !== null ? sharedEvents.get(event) : undefined;
}

function current({ answers }: Shared, key: string, since = -Infinity): KeptAnswer | undefined {
  const kept = answers.get(key);
  return kept && kept.at >= since && performance.now() - kept.at < FRESH_FOR ? kept : undefined;
}

function answerTogether(event: object, known: Shared, key: string, answer: AnswerEvents): KeptAnswer {
  const room = Math.floor(AHEAD_BYTES / (lastSizes.get(key) ?? Infinity));
  const ahead = known
    .next()
    .slice(0, room)
    .filter((next) => !current(sharedEvents.get(next) as Shared, key));
  const answers = answer([event, ...ahead], false);
  ahead.forEach((next, index) => keep(sharedEvents.get(next) as Shared, key, answers[index + 1], false));
  return keep(known, key, answers[0], false);
}

function keep({ answers }: Shared, key: string, answer: Promise<EventAnswer> | undefined, alone: boolean): KeptAnswer {
  const kept: KeptAnswer = { at: performance.now(), answer: answer as Promise<EventAnswer>, alone, waiting: [] };
  const settle = (message: StreamMessage | undefined): void => {
    const size = message?.json.length ?? FAULTY_BYTES;
    lastSizes.set(key, size);
    recent.set(kept, () => void (answers.get(key) === kept && answers.delete(key)), { size });
    const { waiting = [] } = kept;
    if (message) kept.message = message;
    kept.waiting = undefined;
    wakeInTurns(waiting);
  };
  // Perhaps nobody ever awaits this answer, so its rejection must not be unhandled. It is kept, too, so that those who wait for it do not all repeat it.
  kept.answer.then(
    (found) => settle('message' in found ? found.message : undefined),
    () => settle(undefined),
  );
  answers.set(key, kept);
  return kept;
}

const numberOf = numbering();

/**
 * A key that is equal for subscriptions with equal answers. The arguments of the subscription field only select the
 * events, so variables that are used only there do not count. What viewers may read depends on their role.
 */
export function answerKey(
  { document, operation, variables }: Operation,
  { viewer, mayIntrospect }: HubContext,
): string {
  const names = new Set<string>();
  const collect = {
    Variable: ({ name }: { readonly name: { readonly value: string } }) => void names.add(name.value),
    VariableDefinition: () => false as const,
  };
  const roots = new Set<unknown>(operation.selectionSet.selections);
  visit(document, {
    ...collect,
    Field: (field: FieldNode) => (roots.has(field) ? withoutArguments(field) : undefined),
  });
  const counting = [...names].sort().map((name) => [name, variables[name]]);
  const text = JSON.stringify([numberOf(operation), viewer.role, mayIntrospect, counting]);
  return createHash('sha256').update(text).digest('base64url');
}

function withoutArguments(field: FieldNode): FieldNode {
  return { ...field, arguments: [] };
}
