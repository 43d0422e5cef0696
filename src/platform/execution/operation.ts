import type { FormattedExecutionResult, GraphQLFormattedError, DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Role } from '../access/viewer';
import type { WatchedCredential } from '../access/credential-watch';
import type { Sender } from '../context';
import type { Variables } from '../limits/cost';
import type { Leave } from '../limits/places';
import type { ResultStream } from './result-stream';

/** An operation as a client sent it. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** An operation that has been parsed, validated and chosen from its document. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

/** How an operation comes, and its answer goes back. */
export type Transport = 'http' | 'websocket' | 'sse' | 'multipart' | 'callback';

/** What the log says of an operation that was answered. No variable and no argument is in it. */
export interface AnsweredOperation {
  readonly transport: Transport;
  readonly role: Role;
  /** Its name in the document. */
  readonly operation?: string | undefined;
  /** Nothing where no operation could be chosen. */
  readonly type?: Operation['operation']['operation'] | undefined;
  /** Those of the answer's errors, each once. */
  readonly codes?: readonly string[] | undefined;
  readonly ms: number;
}

/** Who sent an operation, and how the answer goes back. */
export interface Caller extends Pick<Sender, 'requestId' | 'log' | 'share' | 'deadline'> {
  readonly transport: Transport;
  readonly credential: Pick<WatchedCredential, 'viewer' | 'check'>;
  /** The cursor from which a subscription goes on, where the transport has one. */
  readonly resumeAfter?: string | undefined;
  /** A mutation is refused: the request is one that may be sent without anybody having asked for it. */
  readonly readOnly?: boolean;
  /** Writes down what was answered. */
  readonly answered: (operation: AnsweredOperation) => void;
  /** Calls back once the client has read the answer: until then the operation keeps its place. Where absent, it gives its place back at once. */
  readonly whenRead?: (leave: Leave) => void;
}

/** The operation was not run. */
export interface RefusedAnswer {
  readonly kind: 'refused';
  readonly errors: readonly GraphQLFormattedError[];
  /** Of an HTTP answer. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a query or a mutation returned. `writeResult` writes it. */
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
