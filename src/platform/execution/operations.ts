import {
  getOperationAST,
  GraphQLError,
  locatedError,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { WatchedCredential } from '../access/credential-watch';
import { createContext, type ContextParts, type HubContext, type Sender } from '../context';
import { ClientError, isPassing } from '../errors';
import { Deadline } from '../limits/deadline';
import { LIMITS } from '../limits/limits';
import type { Leave } from '../limits/places';
import type { Shares } from '../limits/shares';
import type { HubMetrics } from '../metrics';
import { Documents, InvalidDocument } from './documents';
import type { Operation, OperationRunner } from './operation-runner';
import { presentErrors, type ErrorContext } from './present-errors';
import { answerKey, answerOnce, type EventAnswer } from './shared-answers';
import { writeResult } from './written-result';
import { ResultStream, StreamFailed, type StreamMessage } from './result-stream';

/** An operation as a client sent it. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Who sent it, and how the answer goes back. */
export interface Caller extends Pick<Sender, 'requestId' | 'log' | 'share'> {
  readonly transport: 'websocket' | 'sse' | 'multipart' | 'callback';
  readonly credential: WatchedCredential;
  /** The cursor from which a subscription goes on, where the transport tells one. */
  readonly resumeAfter?: string | undefined;
  /** A mutation would be refused: the request is one that may be sent without anybody having asked for it. */
  readonly readOnly?: boolean;
  /** Ended by the transport once the client has left. */
  readonly deadline: Deadline;
}

export type Answer =
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLFormattedError[] }
  | { readonly kind: 'result'; readonly json: string; readonly errors: readonly GraphQLFormattedError[] | undefined }
  | { readonly kind: 'stream'; readonly stream: ResultStream };

export interface OperationsParts extends ContextParts {
  readonly schema: GraphQLSchema;
  readonly runner: OperationRunner;
  readonly shares: Shares;
  readonly metrics: HubMetrics;
}

/** One subscription. */
interface Subscribed {
  readonly operation: Operation;
  /** The same for all whose answers are the same. */
  readonly key: string;
  readonly context: HubContext;
  readonly caller: Caller;
}

/** How often an event is answered for a subscriber while its reads fail for a passing reason. */
const ATTEMPTS = 3;

/** Answers operations for every transport but plain HTTP, which is Apollo Server's: under the same limits, with the same errors. */
export class Operations {
  private readonly documents: Documents;

  constructor(private readonly parts: OperationsParts) {
    this.documents = new Documents(parts.schema);
  }

  /** The type of the operation that a request chooses; nothing where its document is not valid or has no such operation. */
  typeOf(query: string, operationName?: string | null): OperationDefinitionNode['operation'] | undefined {
    try {
      return getOperationAST(this.documents.get(query), operationName)?.operation;
    } catch (error) {
      if (error instanceof InvalidDocument) return undefined;
      throw error;
    }
  }

  /** Never rejects. A stream that is returned has to be read to its end or be ended. */
  async answer(request: OperationRequest, caller: Caller): Promise<Answer> {
    const started = performance.now();
    const context = createContext({ ...caller, viewer: caller.credential.viewer }, this.parts);
    let type: OperationDefinitionNode['operation'] | undefined;
    let answer: Answer;
    let leave: Leave | undefined;
    try {
      leave = await this.parts.shares.enter(caller);
      await caller.credential.check();
      const operation = this.prepared(request, context, caller);
      type = operation.operation.operation;
      await this.parts.runner.charge(context);
      answer = await (type === 'subscription'
        ? this.subscribe(operation, context, caller)
        : this.run(operation, context));
    } catch (error) {
      answer = { kind: 'refused', errors: present(error, context) };
    }
    leave?.();
    const errors = errorsOf(answer);
    caller.deadline.close();
    if (answer.kind !== 'stream') this.parts.metrics.operation(type, errors, (performance.now() - started) / 1000);
    return answer;
  }

  private prepared(request: OperationRequest, context: HubContext, caller: Caller): Operation {
    const began = performance.now();
    try {
      return this.prepare(request, context, caller);
    } catch (error) {
      this.parts.runner.refused(context, performance.now() - began);
      throw error;
    }
  }

  private prepare(request: OperationRequest, context: HubContext, { readOnly = false }: Caller): Operation {
    const document = this.documents.get(request.query);
    const operation = getOperationAST(document, request.operationName);
    if (!operation) throw unknownOperation(request.operationName);
    if (readOnly && operation.operation === 'mutation') throw badRequest('GET answers queries and subscriptions only.');
    const variables = request.variables ?? {};
    const prepared = { document, operation, variables };
    this.parts.runner.check(prepared, context);
    return prepared;
  }

  private async run(operation: Operation, context: HubContext): Promise<Answer> {
    return presented(await this.parts.runner.run(operation, context), context);
  }

  private async subscribe(operation: Operation, context: HubContext, caller: Caller): Promise<Answer> {
    const { resumeAfter } = caller;
    const leaving = new AbortController();
    const subscription = { signal: leaving.signal, ...(resumeAfter !== undefined && { resumeAfter }) };
    const source = await this.parts.runner.subscribe(operation, { ...context, subscription });
    if (!(Symbol.asyncIterator in source)) return presented(source, context);
    const metrics = this.parts.metrics.subscription(caller.transport);
    const key = answerKey(operation, context);
    const own = { ...context, subscription };
    const stream = new ResultStream({
      source: source[Symbol.asyncIterator](),
      answer: async (event) => {
        const message = await this.message(event, { operation, key, context: own, caller });
        metrics.message();
        return message;
      },
      failure: (error) => streamFailed(error, context, operation.operation),
    });
    this.parts.shares.rates.settle(caller.share);
    void stream.closed.then(() => {
      metrics.end();
      leaving.abort();
    });
    return { kind: 'stream', stream };
  }

  /** What could not be read is read again: a message without it could be taken for whole, and its cursor be kept. */
  private async message(event: unknown, { operation, key, context, caller }: Subscribed): Promise<StreamMessage> {
    let since: number | undefined;
    for (let attempt = 1; ; attempt += 1) {
      await caller.credential.check();
      const answer = await answerOnce(event, key, (events) => this.answerEvents(operation, events, context), since);
      if ('message' in answer) return answer.message;
      const passing = answer.faulty.errors?.find(isPassing);
      if (!passing) return messageOf(event, answer.faulty, context);
      if (attempt === ATTEMPTS) throw streamFailed(passing, context);
      await context.changeLog.tail.contact();
      since = performance.now();
    }
  }

  private answerEvents(operation: Operation, events: readonly unknown[], context: HubContext): Promise<EventAnswer>[] {
    // What an earlier message has read may have changed since.
    const { viewer, share } = context;
    const deadline = new Deadline();
    const fresh = { ...context, deadline, reads: this.parts.reads({ viewer, deadline, share }) };
    const answers = events.map((event) => this.answerEvent(operation, event, fresh));
    void Promise.allSettled(answers).then(() => deadline.close());
    return answers;
  }

  private async answerEvent(operation: Operation, event: unknown, context: HubContext): Promise<EventAnswer> {
    const result = await this.parts.runner.answerEvent(operation, event, context);
    return result.errors ? { faulty: result } : { message: messageOf(event, result, context) };
  }
}

const TOO_LARGE = `A message of this subscription has more than ${LIMITS.streamMessage / 1_000_000} MB; subscribe with a smaller selection.`;

function messageOf(event: unknown, result: ExecutionResult, context: HubContext): StreamMessage {
  const cursor = cursorOf(event) ?? cursorOf(Object.values(result.data ?? {})[0]);
  const json = JSON.stringify(formatted(result, context));
  if (Buffer.byteLength(json) > LIMITS.streamMessage) throw new ClientError('QUERY_TOO_COSTLY', TOO_LARGE);
  return { json, ...(cursor !== undefined && { cursor }) };
}

/** Why the hub ends a stream: an error made for clients, or any other one, which is masked. */
export function streamFailed(error: unknown, context: ErrorContext, operation?: OperationDefinitionNode): StreamFailed {
  if (error instanceof StreamFailed) return error;
  if (error instanceof GraphQLError) return new StreamFailed(presentErrors([error], context));
  // With its place, by which a fault of the hub is told from a bad request.
  const located = locatedError(error, operation, [operation?.name?.value ?? 'subscription']);
  return new StreamFailed(presentErrors([located], context));
}

function present(error: unknown, context: HubContext): readonly GraphQLFormattedError[] {
  if (error instanceof InvalidDocument) return presentErrors(error.errors, context);
  return streamFailed(error, context).errors;
}

/** Nothing was executed where there is not even a `data` of null. */
function presented(result: ExecutionResult, context: HubContext): Answer {
  const whole = formatted(result, context);
  const { errors } = whole;
  if (errors && whole.data === undefined) return { kind: 'refused', errors };
  return { kind: 'result', json: writeResult(whole), errors };
}

function formatted({ errors, ...rest }: ExecutionResult, context: HubContext): FormattedExecutionResult {
  return { ...rest, ...(errors && { errors: presentErrors(errors, context) }) };
}

function errorsOf(answer: Answer): readonly GraphQLFormattedError[] | undefined {
  return answer.kind === 'stream' ? undefined : answer.errors;
}

function cursorOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('cursor' in value)) return undefined;
  return typeof value.cursor === 'string' ? value.cursor : undefined;
}

function unknownOperation(name: string | null | undefined): GraphQLError {
  const message = name
    ? `Unknown operation named "${name}".`
    : 'The document has several operations, or none: name the one to run in operationName.';
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}
