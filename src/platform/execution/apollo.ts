import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { parse, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { inOwnWords } from './apollo-messages';
import { answerBy, type ApolloCaller } from './apollo.plugin';
import type { KnownDocuments } from '../known-documents/known-documents';
import type { Operations } from './operations';
import { persistedQueries } from './persisted-queries';
import { writeAnswer } from './written-result';

/** Apollo Server as the hub uses it: for queries and mutations over HTTP, with all of its optional features off. It is not started yet. */
export function createApollo(
  schema: GraphQLSchema,
  operations: Operations,
  known: KnownDocuments,
  log: Logger,
): ApolloServer<ApolloCaller> {
  return new ApolloServer<ApolloCaller>({
    schema,
    // The hub itself checks who may introspect, because it knows the viewer.
    introspection: true,
    // CSRF is not possible: browsers do not send credentials to the hub on their own, GET runs only queries, and POST accepts only JSON.
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
    persistedQueries: { cache: persistedQueries(known) },
    stringifyResult: writeAnswer,
    formatError: inOwnWords,
    logger: log,
  });
}

/**
 * A placeholder that Apollo Server takes for a parsed and validated document. `Operations` reads the real document, with the limits and
 * checks of every transport.
 */
const READ_LATER: NonNullable<ApolloServerOptions<ApolloCaller>['documentStore']> = {
  get: () => Promise.resolve(PLACEHOLDER),
  set: () => Promise.resolve(),
  delete: () => Promise.resolve(false),
};
const PLACEHOLDER = parse('{ __typename }');

/** The same, started. */
export async function startApollo(...parts: Parameters<typeof createApollo>): Promise<ApolloServer<ApolloCaller>> {
  const apollo = createApollo(...parts);
  await apollo.start();
  return apollo;
}
