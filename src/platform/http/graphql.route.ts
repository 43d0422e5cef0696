import { isNativeError } from 'node:util/types';
import { Readable } from 'node:stream';
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Authenticator } from '../access/authenticator';
import type { Viewer } from '../access/viewer';
import { createContext, type ContextParts, type HubContext } from '../context';
import { presentErrors } from '../execution/present-errors';
import { httpStatus } from '../execution/http-status';
import { readAddress } from '../streaming/graphql-request';
import type { ServeStream } from '../streaming/streaming';
import { deadlineOf } from '../execution/request-deadline';
import { finishErrors } from './request-errors';

export interface GraphQLParts extends ContextParts {
  readonly apollo: ApolloServer<HubContext>;
  readonly authenticator: Authenticator;
}

/** Serves GraphQL over HTTP at `/graphql`. @param serveStream answers those requests that are to be followed as a stream */
export function addGraphQL(server: FastifyInstance, parts: GraphQLParts, serveStream: ServeStream): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
    (await serveStream(request, reply)) ? reply : answer(request, reply, parts);
  server.route({ method: ['GET', 'POST'], url: '/graphql', handler, onSend: finishErrors, exposeHeadRoute: false });
}

async function answer(request: FastifyRequest, reply: FastifyReply, parts: GraphQLParts): Promise<unknown> {
  const {
    status = 200,
    headers,
    body,
  } = await parts.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: asApolloReads(request),
    context: async () => {
      const viewer = await viewerOf(request, parts.authenticator);
      const deadline = deadlineOf(request, reply);
      return createContext({ viewer, deadline, requestId: request.id, log: request.log }, parts);
    },
  });
  void reply.code(status).headers(Object.fromEntries(headers));
  return body.kind === 'complete' ? body.string : reply.send(Readable.from(body.asyncIterator));
}

function asApolloReads({ method, headers: given, body, url }: FastifyRequest): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given)) if (value) headers.set(name, [value].flat().join(', '));
  const search = method === 'GET' ? new URLSearchParams(readAddress(url)).toString() : '';
  return { method, headers, body, search };
}

/** Apollo Server would let the message of any error out that is thrown here: it is made presentable first. */
async function viewerOf(request: FastifyRequest, authenticator: Authenticator): Promise<Viewer> {
  try {
    return await authenticator.authenticate(request.headers.authorization);
  } catch (error) {
    const thrown = error instanceof GraphQLError ? error : graphQLError(asError(error));
    const [presented] = presentErrors([thrown], { requestId: request.id, log: request.log, mayIntrospect: false });
    const http = { status: httpStatus(presented?.extensions?.code) };
    throw new GraphQLError(presented?.message ?? '', { extensions: { ...presented?.extensions, http } });
  }
}

function graphQLError(originalError: Error): GraphQLError {
  return new GraphQLError(originalError.message, { originalError });
}

function asError(error: unknown): Error {
  return isNativeError(error) ? error : new Error(String(error));
}
