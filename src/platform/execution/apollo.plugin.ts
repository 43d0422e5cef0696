import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { HubContext } from '../context';
import { BadUserInput } from '../errors';
import { limitErrors } from '../limits/shape.rule';
import { dropText } from './document-text';
import { httpStatus } from './http-status';
import type { HubMetrics } from '../metrics';
import type { Operation, OperationRunner } from './operation-runner';
import { presentErrors } from './present-errors';

const FOLLOW =
  'A subscription is followed over a WebSocket, or over HTTP with "Accept: text/event-stream" or another of its media types.';

/** Puts the hub's own checks, executor, error masking and metrics into Apollo Server's pipeline. */
export function hubPlugin(runner: OperationRunner, metrics: HubMetrics): ApolloServerPlugin<HubContext> {
  return {
    requestDidStart: () => Promise.resolve(listener(runner, metrics)),
  };
}

function listener(runner: OperationRunner, metrics: HubMetrics): GraphQLRequestListener<HubContext> {
  const started = performance.now();
  let checked = false;
  return {
    parsingDidStart: (request: Pick<GraphQLRequestContext<HubContext>, 'document'>) =>
      Promise.resolve(() => {
        if (request.document) dropText(request.document);
        return Promise.resolve();
      }),
    async didResolveOperation(request) {
      if (request.operation?.operation === 'subscription') throw new BadUserInput(FOLLOW);
      const operation = operationOf(request);
      if (!operation) return;
      runner.check(operation, request.contextValue);
      checked = true;
      await runner.charge(request.contextValue);
    },
    didEncounterErrors({ contextValue }) {
      if (!checked) runner.refused(contextValue, performance.now() - started);
      return Promise.resolve();
    },
    async responseForOperation(request) {
      const operation = operationOf(request);
      if (!operation) return null;
      const { errors, ...result } = await runner.run(operation, request.contextValue);
      const presented = errors && presentErrors(errors, request.contextValue);
      const singleResult = { ...result, ...(presented && { errors: presented }) };
      const neverRan = errors !== undefined && result.data === undefined;
      const http = { ...request.response.http, ...(neverRan && { status: 400 }) };
      return { http, body: { kind: 'single', singleResult } };
    },
    willSendResponse(request) {
      if (request.response.body.kind === 'single') {
        const { singleResult } = request.response.body;
        const late = request.errors && !singleResult.errors?.some((error) => error.extensions?.requestId);
        if (late) {
          singleResult.errors = presentErrors(limitErrors(request.errors.map(asGraphQLError)), request.contextValue);
          const { http } = request.response;
          // Apollo Server's word for every error that a plugin throws.
          if (http.status === 500) http.status = httpStatus(singleResult.errors[0]?.extensions?.code);
        }
        metrics.operation(request.operation?.operation, singleResult.errors, (performance.now() - started) / 1000);
      }
      return Promise.resolve();
    },
  };
}

function operationOf({ document, operation, request }: GraphQLRequestContext<HubContext>): Operation | undefined {
  if (!document || !operation || operation.operation === 'subscription') return undefined;
  return { document, operation, variables: request.variables ?? {} };
}

function asGraphQLError(error: GraphQLError | Error): GraphQLError {
  return error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
}
