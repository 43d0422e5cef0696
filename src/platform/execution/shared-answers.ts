import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { visit, type ExecutionResult, type FieldNode, type OperationDefinitionNode } from 'graphql';
import type { HubContext } from '../context';
import type { Operation } from './operation';
import type { StreamMessage } from './result-stream';

/** What was answered of an event. */
export type EventAnswer =
  /** Ready to be sent, to all alike. */
  | { readonly message: StreamMessage }
  /** With errors, which each request gets under its own id. */
  | { readonly faulty: ExecutionResult };

interface Given {
  readonly at: number;
  readonly answer: Promise<EventAnswer>;
  /** Not together with others, whose reads would count against the same bounds. */
  readonly alone: boolean;
}

interface Shared {
  readonly answers: Map<string, Given>;
  /** Shared events that whoever gets this one gets next, as far as they are known. */
  readonly next: () => readonly object[];
}

/** Answers events together: what they read of the same kind is read in one statement. */
export type AnswerEvents = (events: readonly unknown[]) => readonly Promise<EventAnswer>[];

/** How long an answer is good for others, in milliseconds: it shows records as they are now, to those who may read them now. */
const GOOD_FOR = 1_000;

/** Bytes of all answers that are kept, and of those that one subscriber has made ahead. */
const KEPT_BYTES = 32_000_000;
const AHEAD_BYTES = 256_000;
/** What an answer with errors counts for. */
const FAULTY_BYTES = 10_000;

const shared = new WeakMap<object, Shared>();
/** Answers that have been made, each with what forgets it. */
const made = new LRUCache<Given, () => void>({
  maxSize: KEPT_BYTES,
  ttl: GOOD_FOR,
  ttlAutopurge: true,
  dispose: (forget) => forget(),
});
/** How large the last answer was, by key. */
const sizes = new LRUCache<string, number>({ max: 1_000 });

/** Marks an event that a source gives to several subscribers: those who ask the same of it, with equal permission, share the answer. */
export function shareAnswers<T extends object>(event: T, next: () => readonly object[] = () => []): T {
  if (!shared.has(event)) shared.set(event, { answers: new Map(), next });
  return event;
}

/**
 * The answer of an event: an earlier one, where the event is shared and somebody with the same key had it answered.
 * @param since no answer that was begun before, as `performance.now()` says it
 */
export async function answerOnce(
  event: unknown,
  key: string,
  answer: AnswerEvents,
  since = -Infinity,
): Promise<EventAnswer> {
  const known = typeof event === 'object' && event !== null ? shared.get(event) : undefined;
  if (!known) return answer([event])[0] as Promise<EventAnswer>;
  const given = current(known, key, since) ?? answerTogether(event as object, known, key, answer);
  const found = await given.answer;
  if ('message' in found || given.alone) return found;
  const later = known.answers.get(key);
  return (later?.alone ? later : give(known, key, answer([event])[0], true)).answer;
}

function current({ answers }: Shared, key: string, since = -Infinity): Given | undefined {
  const given = answers.get(key);
  return given && given.at >= since && performance.now() - given.at < GOOD_FOR ? given : undefined;
}

function answerTogether(event: object, known: Shared, key: string, answer: AnswerEvents): Given {
  const room = Math.floor(AHEAD_BYTES / (sizes.get(key) ?? Infinity));
  const ahead = known
    .next()
    .slice(0, room)
    .filter((next) => !current(shared.get(next) as Shared, key));
  const answers = answer([event, ...ahead]);
  const alone = ahead.length === 0;
  ahead.forEach((next, index) => give(shared.get(next) as Shared, key, answers[index + 1], alone));
  return give(known, key, answers[0], alone);
}

function give({ answers }: Shared, key: string, answer: Promise<EventAnswer> | undefined, alone: boolean): Given {
  const given = { at: performance.now(), answer: answer as Promise<EventAnswer>, alone };
  const forget = (): void => void (answers.get(key) === given && answers.delete(key));
  // Perhaps nobody comes for it, and nobody hears of its fault.
  given.answer.then((found) => {
    const size = 'message' in found ? found.message.json.length : FAULTY_BYTES;
    sizes.set(key, size);
    made.set(given, forget, { size });
  }, forget);
  answers.set(key, given);
  return given;
}

const numbers = new WeakMap<OperationDefinitionNode, number>();
let lastNumber = 0;

/**
 * The same for subscriptions whose answers to one event are the same. The arguments of a subscription's field choose its events, and nothing
 * else: variables that stand nowhere but there do not count. What viewers may read follows from their role.
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

function numberOf(operation: OperationDefinitionNode): number {
  const known = numbers.get(operation);
  if (known !== undefined) return known;
  lastNumber += 1;
  numbers.set(operation, lastNumber);
  return lastNumber;
}
