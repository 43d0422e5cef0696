import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, parse, GraphQLSchema, type ExecutionArgs, type GraphQLFormattedError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { WatchedCredential } from '../access/credential-watch';
import type { Viewer } from '../access/viewer';
import { ClientError } from '../errors';
import { streamFailed } from '../execution/answers';
import type { Answer } from '../execution/operation';
import type { Operations } from '../execution/operations';
import { errorContext } from '../execution/present-errors';
import { StreamFailed } from '../execution/result-stream';
import { writeResult } from '../execution/written-result';
import { Deadline } from '../limits/deadline';
import { LIMITS } from '../limits/limits';
import type { Share } from '../limits/share';
import { single, SocketStream, type Send } from './socket-stream';

/** An error that has been made fit for the client. graphql-ws passes on nothing but GraphQL's own. */
class PresentedError extends GraphQLError {
  constructor(readonly presented: GraphQLFormattedError) {
    super(presented.message);
  }
}

/** What graphql-ws gets to run. It asks for a document, whereas the operation has been run already, and this is its answer. */
const ANSWERED = { schema: new GraphQLSchema({}), document: parse('{ __typename }') } as const;

/** The operations of one socket. */
export class SocketOperations {
  /** Subscriptions, and answers that wait for room. */
  private readonly running = new Set<SocketStream>();
  /** Being looked at or answered; a subscription, until it runs. */
  private readonly answering = new Map<string, Deadline>();
  private whenIdle: (() => void) | undefined;
  private stopped = false;

  constructor(
    private readonly operations: Operations,
    private readonly log: FastifyBaseLogger,
    private readonly send: Send,
    private readonly shareOf: (viewer: Viewer) => Share,
  ) {}

  /** @returns what `resultOf` takes; or why the operation is not run */
  async start(
    id: string,
    { query, operationName, variables }: SubscribePayload,
    credential: WatchedCredential,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const requestId = randomUUID();
    const log = this.log.child({ requestId });
    const fault = this.fault();
    if (fault) return refusal(streamFailed(fault, errorContext(requestId, log)).errors);
    const deadline = new Deadline();
    const share = this.shareOf(credential.viewer);
    this.answering.set(id, deadline);
    try {
      const request = { query, operationName: operationName || undefined, variables };
      const answer = await this.operations.answer(request, {
        requestId,
        log,
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

  resultOf({ contextValue }: ExecutionArgs): never {
    // It takes what is here for a stream of graphql's own.
    return contextValue as never;
  }

  /** What is sent of errors. */
  errorsOf(errors: readonly GraphQLError[]): readonly GraphQLFormattedError[] {
    return errors.flatMap((error) => {
      if (error instanceof PresentedError) return [error.presented];
      const { originalError } = error;
      if (originalError instanceof StreamFailed) return originalError.errors;
      const requestId = randomUUID();
      const context = errorContext(requestId, this.log.child({ requestId }));
      return streamFailed(originalError ?? error, context).errors;
    });
  }

  /** Resolves once no query or mutation runs, and their answers are on their way. */
  async idle(): Promise<void> {
    if (this.answering.size > 0) await new Promise<void>((done) => (this.whenIdle = done));
    await new Promise((done) => setImmediate(done));
  }

  /** Takes on nothing more. What runs goes on. */
  stop(): void {
    this.stopped = true;
  }

  /** Gives up what the client no longer waits for. @param wanted by id, what it does wait for */
  keepOnly(wanted: object): void {
    for (const [id, deadline] of this.answering) if (!(id in wanted)) deadline.leave();
  }

  /** Ends what runs. */
  close(): void {
    this.stop();
    this.keepOnly({});
    for (const running of this.running) void running.return();
  }

  private open(id: string, answer: Exclude<Answer, { kind: 'refused' }>): SocketStream {
    const messages = answer.kind === 'result' ? single(writeResult(answer.result)) : answer.stream;
    if (answer.kind === 'stream' && this.stopped) void answer.stream.return();
    const running = new SocketStream(id, messages, this.send, (ended) => this.running.delete(ended));
    this.running.add(running);
    return running;
  }

  private fault(): ClientError | undefined {
    if (this.stopped) return new ClientError('UNAVAILABLE', 'The hub stops; connect again in a moment.');
    if (this.answering.size + this.running.size < LIMITS.socketOperations) return undefined;
    return new ClientError(
      'TOO_MANY_OPERATIONS',
      `One socket runs ${LIMITS.socketOperations} operations at a time; end one of them, or open another socket.`,
    );
  }
}

function refusal(errors: readonly GraphQLFormattedError[]): readonly GraphQLError[] {
  return errors.map((error) => new PresentedError(error));
}
