import {
  getOperationAST,
  Kind,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { createContext, type HubContext } from '../context';
import { BadUserInput, ClientError, RefusedRequest } from '../errors';
import type { FileFormat } from '../files/file-format';
import { Files, type FileAnswer, type FilesParts } from '../files/files';
import type { KnownDocuments } from '../known-documents/known-documents';
import { AnswerReport } from './answered-operation';
import { answerOf, refused, refusedBy } from './answers';
import { Documents, InvalidDocument } from './documents';
import type { Answer, Caller, Operation, OperationRequest, RefusedAnswer, RunRequest } from './operation';
import { presentErrors } from './present-errors';
import { Subscriptions, type SubscriptionsParts } from './subscriptions';

export interface OperationsParts extends SubscriptionsParts, FilesParts {
  readonly schema: GraphQLSchema;
  readonly known: KnownDocuments;
}

/** What the check of an operation has found, and the request for it. */
interface Prepared<Checked> {
  readonly checked: Checked;
  readonly request: RunRequest;
}

/** One operation while it is being answered. */
interface Answering {
  readonly caller: Caller;
  readonly context: HubContext;
  readonly report: AnswerReport;
}

/**
 * Answers the operations of all transports: Apollo Server's HTTP, WebSockets and streams all call this. The order of the steps: a place among the
 * running operations, the credential, the document, the operation, its price, its charge, its run; then the errors for the client, the log and the metrics.
 */
export class Operations {
  private readonly documents: Documents;
  private readonly subscriptions: Subscriptions;
  private readonly files: Files;

  constructor(private readonly parts: OperationsParts) {
    this.documents = new Documents(parts.schema, (text) => parts.known.has(text));
    this.subscriptions = new Subscriptions(parts);
    this.files = new Files(parts);
  }

  /** The type of the operation that a request chooses; undefined if its document is unknown or invalid, or has no such operation. */
  typeOf(request: OperationRequest): OperationDefinitionNode['operation'] | undefined {
    const text = this.parts.known.peek(request);
    if (text === undefined) return undefined;
    try {
      return getOperationAST(this.documents.get(text), request.operationName)?.operation;
    } catch (error) {
      if (error instanceof InvalidDocument) return undefined;
      throw error;
    }
  }

  /** Never rejects. The caller must read a returned stream to its end, or end it. */
  async answer(request: OperationRequest, caller: Caller): Promise<Answer> {
    const answer = await this.answering<Answer>(caller, async (answering) => {
      const prepared = this.prepared(request, answering, (operation) => this.checked(operation, answering));
      return caller.kept?.isKept(prepared.request) ? this.confirm(answering) : this.run(prepared.checked, answering);
    });
    caller.deadline.close();
    return answer;
  }

  /** The same as a file, for which its caller has a deadline of its own. The caller must read a returned file to its end, or end the deadline. */
  async answerFile(request: OperationRequest, caller: Caller, format: FileFormat): Promise<FileAnswer | RefusedAnswer> {
    const answer = await this.answering<FileAnswer | RefusedAnswer>(caller, (answering) => {
      const { context } = answering;
      const { checked } = this.prepared(request, answering, (given) => this.files.check(given, format, context));
      return this.files.open(checked, context, caller);
    });
    if (answer.kind === 'refused') caller.deadline.close();
    return answer;
  }

  private async answering<Given extends Answer | FileAnswer>(
    caller: Caller,
    work: (answering: Answering) => Promise<Given>,
  ): Promise<Given | RefusedAnswer> {
    const answering = this.begin(caller);
    let leave = (): void => undefined;
    let answer: Given | RefusedAnswer;
    try {
      leave = await this.parts.shares.enter(caller);
      await caller.credential.check();
      answer = await work(answering);
    } catch (error) {
      answer = refusedBy(error, answering.context);
    }
    if (hasErrors(answer)) caller.kept?.spoil();
    if (caller.whenRead) caller.whenRead(leave);
    else leave();
    answering.report.finish(answer);
    return answer;
  }

  /** The answer to a request that the transport refuses before there is a document. It is charged like a refused document. */
  refuse(errors: readonly GraphQLError[], caller: Caller): RefusedAnswer {
    const { context, report } = this.begin(caller);
    this.parts.runner.refused(context, 0);
    caller.deadline.close();
    const answer = refused(presentErrors(errors, context));
    report.finish(answer);
    return answer;
  }

  private begin(caller: Caller): Answering {
    const { requestId, log, share, deadline, credential } = caller;
    const context = createContext({ requestId, log, share, deadline, viewer: credential.viewer }, this.parts);
    return { caller, context, report: new AnswerReport(caller, this.parts.metrics, context) };
  }

  /** A refused operation is charged for the time of its checks. */
  private prepared<Checked>(
    request: OperationRequest,
    answering: Answering,
    check: (operation: Operation) => Checked,
  ): Prepared<Checked> {
    const began = performance.now();
    try {
      const { operation, request: run } = this.prepare(request, answering);
      return { checked: check(operation), request: run };
    } catch (error) {
      this.parts.runner.refused(answering.context, performance.now() - began);
      throw error;
    }
  }

  private checked(operation: Operation, { context }: Answering): Operation {
    this.parts.runner.check(operation, context);
    return operation;
  }

  private prepare(
    given: OperationRequest,
    { caller, context, report }: Answering,
  ): { readonly operation: Operation; readonly request: RunRequest } {
    const { operationName, variables } = given;
    const query = this.parts.known.textOf(given, { viewer: context.viewer, isOwn: caller.isOwn ?? false });
    const request = { query, operationName, variables };
    const document = this.document(request, report);
    const operation = getOperationAST(document, operationName);
    if (!operation) throw unknownOperation(operationName, document);
    report.chosen = operation;
    checkTransport(operation, caller);
    return { operation: { document, operation, variables: variables ?? {} }, request };
  }

  private document({ query, operationName }: RunRequest, report: AnswerReport): DocumentNode {
    try {
      return this.documents.get(query);
    } catch (error) {
      const invalid = error instanceof InvalidDocument ? error.document : undefined;
      report.invalid = (invalid && getOperationAST(invalid, operationName)) ?? undefined;
      throw error;
    }
  }

  /** The client has the answer. It is charged as little as an operation can cost. */
  private async confirm({ context }: Answering): Promise<Answer> {
    await this.parts.runner.chargeLeast(context);
    return { kind: 'refused', errors: [], status: 304, headers: {} };
  }

  private async run(operation: Operation, { caller, context }: Answering): Promise<Answer> {
    await this.parts.runner.charge(context);
    if (operation.operation.operation === 'subscription') return this.subscriptions.open(operation, context, caller);
    return answerOf(await this.parts.runner.run(operation, context), context);
  }
}

function hasErrors(answer: Answer | FileAnswer): boolean {
  return answer.kind === 'result'
    ? answer.result.errors !== undefined
    : answer.kind !== 'refused' || answer.status !== 304;
}

const STREAM =
  'send this one over a WebSocket, or over HTTP with "Accept: text/event-stream" or "Accept: multipart/mixed;subscriptionSpec=1.0"';
const FOLLOW = `Subscriptions need a stream; ${STREAM}.`;

/** Checks that the transport can run the operation. */
function checkTransport({ operation }: OperationDefinitionNode, { transport, readOnly = false }: Caller): void {
  const takes = transport === 'http' ? 'queries' : 'queries and subscriptions';
  if (readOnly && (operation === 'mutation' || (operation === 'subscription' && transport === 'http'))) {
    const instead = operation === 'mutation' ? 'use POST' : STREAM;
    throw new RefusedRequest(405, `GET runs only ${takes}, and this is a ${operation}; ${instead}.`, {
      allow: 'POST',
    });
  }
  if (operation === 'subscription' && transport === 'http') throw new BadUserInput(FOLLOW);
}

function unknownOperation(name: string | null | undefined, { definitions }: DocumentNode): ClientError {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const names = operations.flatMap((operation) => (operation.name ? [`"${operation.name.value}"`] : [])).join(', ');
  const known = names ? `the document has ${names}` : 'the one in the document has no name, so leave operationName out';
  const message = name
    ? `Unknown operation named "${name}"; ${known}.`
    : `The document has several operations; name the one to run in operationName: ${names}.`;
  return new ClientError('OPERATION_RESOLUTION_FAILURE', message);
}
