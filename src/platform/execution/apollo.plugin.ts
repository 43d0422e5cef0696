import type { ApolloServerPlugin, GraphQLRequestListener, GraphQLResponse } from '@apollo/server';
import type { GivenDocument } from '../known-documents/known-documents';
import { inOwnWords } from './apollo-messages';
import type { Answer, Caller } from './operation';
import type { Operations } from './operations';
import { asGraphQLError } from './present-errors';
import { UnexpectedStream } from './unexpected-stream';

/** The caller of a request that comes through Apollo Server. */
export interface ApolloCaller extends Caller {
  /** The document, if Apollo Server has got a placeholder for it: it does not know ids of documents. */
  readonly given?: GivenDocument | undefined;
}

/**
 * Makes Apollo Server answer through the hub's own `Operations`, like every other transport. Apollo Server itself only handles HTTP: reading the request,
 * persisted queries, media types and the response.
 */
export function answerBy(operations: Operations): ApolloServerPlugin<ApolloCaller> {
  return { requestDidStart: () => Promise.resolve(listener(operations)) };
}

/** Statuses that Apollo Server gives to errors without one, and to unknown hashes in every media type. */
const NOT_MEANT: ReadonlySet<number> = new Set([500, 200]);

function listener(operations: Operations): GraphQLRequestListener<ApolloCaller> {
  let answered = false;
  return {
    async responseForOperation({ source, request: { operationName, variables }, response, contextValue }) {
      answered = true;
      const given = contextValue.given ?? { query: source };
      const answer = await operations.answer({ ...given, operationName, variables }, contextValue);
      return responseOf(answer, response);
    },
    willSendResponse({ errors, response, contextValue }) {
      // Apollo Server has refused the request itself: it has no document, or an unknown persisted one.
      if (!answered && response.body.kind === 'single') {
        const refused = operations.refuse((errors ?? []).map(asGraphQLError), contextValue);
        response.body.singleResult.errors = refused.errors.map(inOwnWords);
        if (!response.http.status || NOT_MEANT.has(response.http.status)) response.http.status = refused.status;
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
