import { isNativeError } from 'node:util/types';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Authenticator } from '../access/authenticator';
import type { Viewer } from '../access/viewer';
import { createContext, type ContextParts, type HubContext } from '../context';
import { presentErrors } from '../execution/present-errors';
import { httpStatus } from '../execution/http-status';
import type { ServeStream } from '../streaming/streaming';
import { deadlineOf } from '../execution/request-deadline';
import { finishErrors } from './request-errors';

export interface GraphQLParts extends ContextParts {
  readonly apollo: ApolloServer<HubContext>;
  readonly authenticator: Authenticator;
}

/** Serves GraphQL over HTTP at `/graphql`. @param serveStream answers those requests that are to be followed as a stream */
export function addGraphQL(server: FastifyInstance, parts: GraphQLParts, serveStream: ServeStream): void {
  const answer = fastifyApolloHandler(parts.apollo, {
    context: async (request: FastifyRequest, reply: FastifyReply): Promise<HubContext> => {
      const viewer = await viewerOf(request, parts.authenticator);
      const deadline = deadlineOf(request, reply);
      return createContext({ viewer, deadline, requestId: request.id, log: request.log }, parts);
    },
  });
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
    (await serveStream(request, reply)) ? reply : answer.call(server, request, reply);
  server.route({ method: ['GET', 'POST'], url: '/graphql', handler, onSend: finishErrors });
  server.route({ method: ['PUT', 'PATCH', 'DELETE'], url: '/graphql', handler: refuseMethod });
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

function refuseMethod(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `/graphql answers POST and GET, not ${request.method}.`;
  const extensions = { code: 'BAD_REQUEST', requestId: request.id };
  return reply
    .code(405)
    .header('allow', 'GET, POST')
    .send({ errors: [{ message, extensions }] });
}

function graphQLError(originalError: Error): GraphQLError {
  return new GraphQLError(originalError.message, { originalError });
}

function asError(error: unknown): Error {
  return isNativeError(error) ? error : new Error(String(error));
}
