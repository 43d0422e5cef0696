import type { ApolloServerPlugin, GraphQLRequestListener, GraphQLResponse } from '@apollo/server';
import { inOwnWords } from './apollo-messages';
import type { Answer, Caller } from './operation';
import type { Operations } from './operations';
import { asGraphQLError } from './present-errors';
import { UnexpectedStream } from './unexpected-stream';

/**
 * Makes Apollo Server answer through the hub's own `Operations`, like every other transport. Apollo Server itself only handles HTTP: reading the request,
 * persisted queries, media types and the response.
 */
export function answerBy(operations: Operations): ApolloServerPlugin<Caller> {
  return { requestDidStart: () => Promise.resolve(listener(operations)) };
}

function listener(operations: Operations): GraphQLRequestListener<Caller> {
  let answered = false;
  return {
    async responseForOperation({ source, request: { operationName, variables }, response, contextValue }) {
      answered = true;
      const answer = await operations.answer({ query: source, operationName, variables }, contextValue);
      return responseOf(answer, response);
    },
    willSendResponse({ errors, response, contextValue }) {
      // Apollo Server has refused the request itself: it has no document, or an unknown persisted one.
      if (!answered && response.body.kind === 'single') {
        const refused = operations.refuse((errors ?? []).map(asGraphQLError), contextValue);
        response.body.singleResult.errors = refused.errors.map(inOwnWords);
        // Apollo Server's status for errors without a status of their own.
        if (response.http.status === 500) response.http.status = refused.status;
      }
      return Promise.resolve();
    },
  };
}

function responseOf(answer: Answer, { http }: Pick<GraphQLResponse, 'http'>): GraphQLResponse {
  if (answer.kind === 'result') return { http, body: { kind: 'single', singleResult: answer.result } };
  if (answer.kind === 'stream') throw new UnexpectedStream();
  for (const [name, value] of Object.entries(answer.headers)) http.headers.set(name, value);
  return {
    http: { ...http, status: answer.status },
    body: { kind: 'single', singleResult: { errors: answer.errors } },
  };
}
