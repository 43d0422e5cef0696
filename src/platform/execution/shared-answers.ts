import { visit, type ExecutionResult, type FieldNode, type OperationDefinitionNode } from 'graphql';
import type { HubContext } from '../context';
import type { Operation } from './operation-runner';
import type { StreamMessage } from './result-stream';

/** What was answered of an event. */
export interface EventAnswer {
  readonly result: ExecutionResult;
  /** Ready to be sent, to all alike; absent where there are errors, which are told under the id of each request. */
  readonly message?: StreamMessage;
}

interface Given {
  readonly at: number;
  readonly answer: Promise<EventAnswer>;
}

/** How long an answer is good for others, in milliseconds: it tells of records as they are now, and for whom they are. */
const GOOD_FOR = 1_000;

const given = new WeakMap<object, Map<string, Given>>();

/** Marks an event that a source gives to several subscribers: those who ask the same of it, with equal permission, share the answer. */
export function shareAnswers<T extends object>(event: T): T {
  if (!given.has(event)) given.set(event, new Map());
  return event;
}

/** The answer of an event: an earlier one, where the event is shared and somebody with the same key had it answered. */
export function answerOnce(event: unknown, key: string, answer: () => Promise<EventAnswer>): Promise<EventAnswer> {
  const answers = typeof event === 'object' && event !== null ? given.get(event) : undefined;
  if (!answers) return answer();
  const now = performance.now();
  const known = answers.get(key);
  if (known && now - known.at < GOOD_FOR) return known.answer;
  const fresh = { at: now, answer: answer() };
  answers.set(key, fresh);
  return fresh.answer;
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
  return JSON.stringify([numberOf(operation), viewer.role, mayIntrospect, counting]);
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
