import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import httpTransport from '@graphql-mesh/transport-http';

export interface GatewayAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
}

/** A gateway that runs in this process, in front of subgraphs that it reaches over HTTP. */
export interface TestGateway {
  query(document: string, variables?: Record<string, unknown>): Promise<GatewayAnswer>;
  close(): Promise<void>;
}

export function hiveGateway(supergraph: string): Promise<TestGateway> {
  return hive(supergraph, {});
}

/** Hive Gateway with the query planner of Hive's router, which is written in Rust. */
export function hivePlanner(supergraph: string): Promise<TestGateway> {
  return hive(supergraph, { unifiedGraphHandler });
}

function hive(
  supergraph: string,
  planner: { readonly unifiedGraphHandler?: typeof unifiedGraphHandler },
): Promise<TestGateway> {
  const gateway = createGatewayRuntime({
    supergraph,
    ...planner,
    transports: { http: httpTransport },
    logging: false,
    maskedErrors: false,
  });
  return Promise.resolve({
    async query(query, variables) {
      const response = await gateway.fetch('http://gateway/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as GatewayAnswer;
    },
    async close() {
      await gateway[Symbol.asyncDispose]();
    },
  });
}

export async function apolloGateway(supergraph: string): Promise<TestGateway> {
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: supergraph }) });
  await server.start();
  return {
    async query(query, variables = {}) {
      const { body } = await server.executeOperation({ query, variables });
      if (body.kind !== 'single') throw new TypeError('the gateway answered in parts');
      return JSON.parse(JSON.stringify(body.singleResult)) as GatewayAnswer;
    },
    close: () => server.stop(),
  };
}
