import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { parse, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { answerBy } from './apollo.plugin';
import type { Caller } from './operation';
import type { Operations } from './operations';
import { writeResult } from './written-result';

/** Apollo Server as the hub uses it: for queries and mutations over HTTP, with nothing of its own switched on. It is not started yet. */
export function createApollo(schema: GraphQLSchema, operations: Operations, log: Logger): ApolloServer<Caller> {
  return new ApolloServer<Caller>({
    schema,
    // Who may introspect is for the hub's own check to say, which knows the viewer.
    introspection: true,
    // No browser sends credentials to the hub by itself, GET runs queries only, and POST takes JSON only: nothing can be forged.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      answerBy(operations),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    documentStore: READ_LATER,
    stringifyResult: (result) => `${writeResult(result)}\n`,
    logger: log,
  });
}

/**
 * What Apollo Server takes for a document that it has parsed and validated before, whatever the request's is. `Operations` reads that one, with the limits and
 * in the order that hold on every transport.
 */
const READ_LATER: NonNullable<ApolloServerOptions<Caller>['documentStore']> = {
  get: () => Promise.resolve(PLACEHOLDER),
  set: () => Promise.resolve(),
  delete: () => Promise.resolve(false),
};
const PLACEHOLDER = parse('{ __typename }');
