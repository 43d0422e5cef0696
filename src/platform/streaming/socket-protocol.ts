import type { ExecutionArgs, GraphQLError, GraphQLFormattedError } from 'graphql';
import { makeServer, type Server } from 'graphql-ws';

/** What graphql-ws asks the session of a socket. */
export interface ProtocolSession {
  /** Identifies the viewer. */
  admit(payload?: Readonly<Record<string, unknown>>): Promise<boolean>;
  /**
   * Starts the operation of the message that is handled now.
   * @param wanted the operations that the client waits for, by id
   * @returns the answer, in the place of what graphql-ws would execute, or why there is none
   */
  start(id: string, wanted: object): Promise<ExecutionArgs | readonly GraphQLError[]>;
  /** Errors as they are sent. */
  errorsOf(errors: readonly GraphQLError[]): readonly GraphQLFormattedError[];
}

/** The protocol server of all sockets. */
export type ProtocolServer = Server<SessionContext>;
export interface SessionContext {
  readonly session: ProtocolSession;
}

/** Creates the server that speaks the protocol for the sessions of all sockets. */
export function protocolServer(): ProtocolServer {
  return makeServer<Readonly<Record<string, unknown>>, SessionContext>({
    // Its timer would stay in memory for as long as the socket is open. The session has its own.
    connectionInitWaitTimeout: 0,
    onConnect: ({ connectionParams, extra }) => extra.session.admit(connectionParams),
    onSubscribe: ({ subscriptions, extra }, id) => extra.session.start(id, subscriptions),
    execute: resultOf,
    subscribe: resultOf,
    onError: ({ extra }, _id, _payload, errors) => extra.session.errorsOf(errors),
  });
}

/** The answer in the place of an execution. graphql-ws treats it as a stream of graphql-js. */
function resultOf({ contextValue }: ExecutionArgs): never {
  return contextValue as never;
}

/** The hub's words for close reasons of graphql-ws that do not say what to do. */
const REASONS: Readonly<Record<string, string>> = {
  'Subprotocol not acceptable': 'Open the socket with the subprotocol graphql-transport-ws',
  Unauthorized: 'Send connection_init, and wait for connection_ack, before the first operation',
  'Too many initialisation requests': 'Send connection_init only once',
};

/** The reason to close a socket with, which is at most 123 bytes long. @param reason of graphql-ws */
export function closeReason(reason: string): string {
  return REASONS[reason] ?? reason;
}
