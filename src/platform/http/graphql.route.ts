import { isNativeError } from 'node:util/types';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { authenticate } from '../access/authenticate';
import type { HubKeys } from '../access/hub-keys';
import { mayIntrospect, type IntrospectionRule, type Viewer } from '../access/viewer';
import type { ChangeLog } from '../change-log/change-log';
import type { HubContext } from '../context';
import { presentErrors } from '../execution/present-errors';
import type { Reads } from '../reading';
import { httpStatus } from '../execution/http-status';
import { finishErrors } from './request-errors';

export interface GraphQLParts {
  readonly apollo: ApolloServer<HubContext>;
  readonly keys: HubKeys;
  readonly introspection: IntrospectionRule;
  /** Fresh reads for one operation. */
  readonly reads: (viewer: Viewer) => Reads;
  readonly changeLog: ChangeLog;
}

/** Serves GraphQL over HTTP at `/graphql`. */
export function addGraphQL(
  server: FastifyInstance,
  { apollo, introspection, keys, reads, changeLog }: GraphQLParts,
): void {
  const handler = fastifyApolloHandler(apollo, {
    context: async (request: FastifyRequest): Promise<HubContext> => {
      const viewer = await viewerOf(request, keys);
      const may = mayIntrospect(introspection, viewer);
      const { id: requestId, log } = request;
      return { requestId, viewer, reads: reads(viewer), changeLog, mayIntrospect: may, log };
    },
  });
  server.route({ method: ['GET', 'POST'], url: '/graphql', handler, onSend: finishErrors });
  server.route({ method: ['PUT', 'PATCH', 'DELETE'], url: '/graphql', handler: refuseMethod });
}

/** Apollo Server would let the message of any error out that is thrown here: it is made presentable first. */
async function viewerOf(request: FastifyRequest, keys: HubKeys): Promise<Viewer> {
  try {
    return await authenticate(request.headers.authorization, keys);
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
