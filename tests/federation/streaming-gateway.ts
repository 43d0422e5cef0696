import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import httpTransport from '@graphql-mesh/transport-http';
import { print, type DocumentNode, type ExecutionResult, type GraphQLError } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** A result as the gateway's client reads it. */
export interface GatewayResult<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
}

/** A gateway that runs in this process and listens, so that it notices when a client leaves; clients subscribe over SSE. */
export interface StreamingGateway {
  subscribe<Data>(
    query: string,
    variables: Record<string, unknown>,
    headers: Record<string, string>,
  ): AsyncIterableIterator<GatewayResult<Data>>;
  close(): Promise<void>;
}

/** How the gateway subscribes at the hub. What it asks besides goes over plain HTTP. */
export type Line = 'sse' | 'ws';

/** Hands the client's credential on to the hub, and to no other subgraph. */
export async function streamingGateway(supergraph: string, line: Line): Promise<StreamingGateway> {
  const gateway = createGatewayRuntime({
    supergraph,
    transports: { http: httpTransport, ws: socketTransport },
    transportEntries: line === 'ws' ? { hub: { options: { subscriptions: { kind: 'ws' } } } } : {},
    propagateHeaders: {
      fromClientToSubgraphs: ({ request, subgraphName }) =>
        subgraphName === 'hub' ? { authorization: request.headers.get('authorization') ?? undefined } : {},
    },
    logging: false,
    maskedErrors: false,
  });
  const server = createServer((request, response) => void gateway.handle(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    subscribe: <Data>(query: string, variables: Record<string, unknown>, headers: Record<string, string>) =>
      createSseClient({
        url: `http://127.0.0.1:${port}/graphql`,
        headers,
        retryAttempts: 0,
      }).iterate<Data>({ query, variables }) as AsyncIterableIterator<GatewayResult<Data>>,
    async close() {
      server.closeAllConnections();
      server.close();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

interface SubgraphRequest {
  readonly document: DocumentNode;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: { readonly headers?: Record<string, string> };
}

type Results<Data> = AsyncIterableIterator<ExecutionResult<Data>>;

/** Subscribes on a socket for each subscription, since it is the socket that carries the credential. */
const socketTransport = {
  getSubgraphExecutor:
    ({ transportEntry }: { readonly transportEntry: { readonly location?: string } }) =>
    <Data>({ document, variables = {}, extensions }: SubgraphRequest) => {
      const client = createSocketClient({
        url: String(transportEntry.location).replace(/^http/, 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: { ...extensions?.headers },
        retryAttempts: 0,
      });
      const results = client.iterate<Data>({ query: print(document), variables });
      return withRefusals(results as Results<Data>);
    },
};

/**
 * The client throws the errors that a subscription is refused with, as a list; the gateway, which expects an `Error`,
 * would lose their messages and codes.
 */
function withRefusals<Data>(results: Results<Data>): Results<Data> {
  return {
    next: () =>
      results.next().catch((refusal: unknown) => {
        if (!Array.isArray(refusal)) throw refusal;
        return { done: false, value: { errors: refusal as GraphQLError[] } };
      }),
    return: () => results.return?.() ?? Promise.resolve({ done: true, value: undefined }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
