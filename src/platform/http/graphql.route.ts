import { isNativeError } from 'node:util/types';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Authenticator } from '../access/authenticator';
import { mayIntrospect, type IntrospectionRule, type Viewer } from '../access/viewer';
import type { ChangeLog } from '../change-log/change-log';
import type { HubContext } from '../context';
import { presentErrors } from '../execution/present-errors';
import type { Reads } from '../reading';
import type { Writing } from '../writing/writing';
import { httpStatus } from '../execution/http-status';
import { finishErrors } from './request-errors';

export interface GraphQLParts {
  readonly apollo: ApolloServer<HubContext>;
  readonly authenticator: Authenticator;
  readonly introspection: IntrospectionRule;
  /** Fresh reads for one operation. */
  readonly reads: (viewer: Viewer) => Reads;
  /** The writing of one operation. */
  readonly writing: (viewer: Viewer) => Writing;
  readonly changeLog: ChangeLog;
}

/** Serves GraphQL over HTTP at `/graphql`. */
export function addGraphQL(
  server: FastifyInstance,
  { apollo, introspection, authenticator, reads, writing, changeLog }: GraphQLParts,
): void {
  const handler = fastifyApolloHandler(apollo, {
    context: async (request: FastifyRequest): Promise<HubContext> => {
      const viewer = await viewerOf(request, authenticator);
      const may = mayIntrospect(introspection, viewer);
      return {
        requestId: request.id,
        viewer,
        reads: reads(viewer),
        writing: writing(viewer),
        changeLog,
        mayIntrospect: may,
        log: request.log,
      };
    },
  });
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
