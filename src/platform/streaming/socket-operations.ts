import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, parse, GraphQLSchema, type ExecutionArgs, type GraphQLFormattedError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { WatchedCredential } from '../access/credential-watch';
import { ClientError } from '../errors';
import { streamFailed } from '../execution/answers';
import type { Answer } from '../execution/operation';
import type { Operations } from '../execution/operations';
import { errorContext } from '../execution/present-errors';
import { StreamFailed } from '../execution/result-stream';
import { writeResult } from '../execution/written-result';
import { Deadline } from '../limits/deadline';
import { LIMITS } from '../limits/limits';
import { shareOf } from '../limits/share';
import type { GivenDocument } from '../known-documents/known-documents';
import { persistedHash } from './graphql-request';
import type { Outbox } from './outbox';
import type { Opening } from './socket-opening';
import { SingleMessage, SocketStream } from './socket-stream';

/** An error that is ready for the client. graphql-ws passes on only GraphQL errors. */
class PresentedError extends GraphQLError {
  constructor(readonly presented: GraphQLFormattedError) {
    super(presented.message);
  }
}

/** The arguments for graphql-ws. It expects a document to run, but the operation has already run, and this is its answer. */
const ANSWERED = { schema: new GraphQLSchema({}), document: parse('{ __typename }') } as const;

/** What the operations of all sockets share. */
interface OperationParts {
  readonly operations: Operations;
  readonly log: FastifyBaseLogger;
}

/** The operations of one socket. */
export class SocketOperations {
  /** Open subscriptions, and answers that wait for room. */
  private readonly running = new Set<SocketStream>();
  /** Operations that are being checked or answered; a subscription, until it is open. */
  private readonly answering = new Map<string, Deadline>();
  private whenIdle: (() => void) | undefined;
  private stopped = false;

  /** @param socketId for the log */
  constructor(
    private readonly parts: OperationParts,
    private readonly socketId: string,
    private readonly outbox: Outbox,
    private readonly opening: Pick<Opening, 'address' | 'showsCost'>,
  ) {}

  /** @returns the answer, for graphql-ws, or why the operation did not run */
  async start(
    id: string,
    { query, operationName, variables, ...more }: SubscribePayload & Pick<GivenDocument, 'documentId'>,
    credential: WatchedCredential,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const requestId = randomUUID();
    const logLater = this.logLater(requestId);
    const log = logLater();
    const fault = this.fault();
    if (fault) return refusal(streamFailed(fault, errorContext(requestId, log)).errors);
    const deadline = new Deadline();
    const share = shareOf(credential.viewer, this.opening.address, this.opening.showsCost);
    this.answering.set(id, deadline);
    try {
      const { documentId, extensions } = more;
      const given = { query, documentId, persistedHash: persistedHash(extensions) };
      const request = { ...given, operationName: operationName || undefined, variables };
      const answer = await this.parts.operations.answer(request, {
        requestId,
        log,
        logLater,
        transport: 'websocket',
        credential,
        deadline,
        share,
        answered: (answered) => log.info(answered, 'answered'),
      });
      if (answer.kind === 'refused') return refusal(answer.errors);
      return { ...ANSWERED, contextValue: this.open(id, answer) };
    } finally {
      if (this.answering.get(id) === deadline) this.answering.delete(id);
      if (this.answering.size === 0) this.whenIdle?.();
    }
  }

  /** Errors as they are sent. */
  errorsOf(errors: readonly GraphQLError[]): readonly GraphQLFormattedError[] {
    return errors.flatMap((error) => {
      if (error instanceof PresentedError) return [error.presented];
      const { originalError } = error;
      if (originalError instanceof StreamFailed) return originalError.errors;
      const requestId = randomUUID();
      const context = errorContext(requestId, this.logLater(requestId)());
      return streamFailed(originalError ?? error, context).errors;
    });
  }

  /** Resolves once no query or mutation runs, and their answers are being sent. */
  async idle(): Promise<void> {
    if (this.answering.size > 0) await new Promise<void>((done) => (this.whenIdle = done));
    await new Promise((done) => setImmediate(done));
  }

  /** Accepts no more operations. Running operations continue. */
  stop(): void {
    this.stopped = true;
  }

  /** Ends operations that the client no longer waits for. @param wanted the operations that it still waits for, by id */
  keepOnly(wanted: object): void {
    for (const [id, deadline] of this.answering) if (!(id in wanted)) deadline.leave();
  }

  /** Ends all running operations. */
  close(): void {
    this.stop();
    this.keepOnly({});
    for (const running of this.running) void running.return();
  }

  private open(id: string, answer: Exclude<Answer, { kind: 'refused' }>): SocketStream {
    const messages = answer.kind === 'result' ? new SingleMessage(writeResult(answer.result)) : answer.stream;
    if (answer.kind === 'stream' && this.stopped) void answer.stream.return();
    const running = new SocketStream(id, messages, this.outbox, this);
    this.running.add(running);
    return running;
  }

  ended(stream: SocketStream): void {
    this.running.delete(stream);
  }

  /** A function of its own, so that it keeps nothing else. */
  private logLater(requestId: string): () => FastifyBaseLogger {
    return () => this.parts.log.child({ socketId: this.socketId, requestId });
  }

  private fault(): ClientError | undefined {
    if (this.stopped) return new ClientError('UNAVAILABLE', 'The hub is stopping; connect again in a moment.');
    if (this.answering.size + this.running.size < LIMITS.socketOperations) return undefined;
    return new ClientError(
      'TOO_MANY_OPERATIONS',
      `One socket can run ${LIMITS.socketOperations} operations at the same time; end one of them, or open another socket.`,
    );
  }
}

function refusal(errors: readonly GraphQLFormattedError[]): readonly GraphQLError[] {
  return errors.map((error) => new PresentedError(error));
}
