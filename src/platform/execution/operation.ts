import type { FastifyBaseLogger } from 'fastify';
import type { FormattedExecutionResult, GraphQLFormattedError, DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Role } from '../access/viewer';
import type { WatchedCredential } from '../access/credential-watch';
import type { Sender } from '../context';
import type { Variables } from '../limits/cost';
import type { GivenDocument } from '../known-documents/known-documents';
import type { Leave } from '../limits/places';
import type { PlanOutcome } from '../planning/plan-outcome';
import type { ResultStream } from './result-stream';

/** An operation, as a client sent it. */
export interface OperationRequest extends GivenDocument {
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** An operation that has been parsed, validated and chosen from its document. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/** A request with the text of its document, whether that was sent or named. */
export interface RunRequest extends Omit<OperationRequest, keyof GivenDocument> {
  readonly query: string;
}

/** The answer of an earlier, equal request, which the client or a cache on the way may have kept. */
export interface KeptAnswer {
  /** Whether the client has it and it is still right. Called once the operation is checked, right before it would run. */
  isKept(request: RunRequest): boolean;
  /** Called if the answer of this request is not to be kept, because it has errors. */
  spoil(): void;
}

/** The transport of an operation and its answer. */
export type Transport = 'http' | 'websocket' | 'sse' | 'multipart' | 'callback';

/** What the log says about an answered operation. It has no variables or arguments. */
export interface AnsweredOperation extends Partial<PlanOutcome> {
  readonly transport: Transport;
  readonly role: Role;
  /** The operation's name in the document. */
  readonly operation?: string | undefined;
  /** Undefined if no operation could be chosen. */
  readonly type?: Operation['operation']['operation'] | undefined;
  /** The codes of the answer's errors, each once. */
  readonly codes?: readonly string[] | undefined;
  readonly ms: number;
}

/** The sender of an operation, and how to answer it. */
export interface Caller extends Pick<Sender, 'requestId' | 'log' | 'share' | 'deadline'> {
  /** Makes the log again. An open subscription keeps none, because it seldom logs; without this, it keeps `log`. */
  readonly logLater?: () => FastifyBaseLogger;
  readonly transport: Transport;
  readonly credential: Pick<WatchedCredential, 'viewer' | 'check'>;
  /** The cursor after which a subscription resumes, if the transport has one. */
  readonly resumeAfter?: string | undefined;
  /** Whether to refuse mutations, because a request like this can be sent without the user's intent, such as a GET. */
  readonly readOnly?: boolean;
  /** Whether the hub itself asks, for one of its pages. */
  readonly isOwn?: boolean;
  /** Present if the answer may be kept by caches: it is the same for everybody. */
  readonly kept?: KeptAnswer | undefined;
  /** Logs the answered operation. */
  readonly answered: (operation: AnsweredOperation) => void;
  /** Calls back once the client has read the answer. Until then, the operation keeps its place. If absent, it returns the place at once. */
  readonly whenRead?: (leave: Leave) => void;
}

/** The operation was not run: it was refused or, with the status 304 and without errors, the client has its answer already. */
export interface RefusedAnswer {
  readonly kind: 'refused';
  readonly errors: readonly GraphQLFormattedError[];
  /** The status of an HTTP answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The result of a query or a mutation. `writeResult` serializes it. */
export interface ResultAnswer {
  readonly kind: 'result';
  readonly result: FormattedExecutionResult;
}

/** The messages of a subscription. */
export interface StreamAnswer {
  readonly kind: 'stream';
  readonly stream: ResultStream;
}

export type Answer = RefusedAnswer | ResultAnswer | StreamAnswer;
