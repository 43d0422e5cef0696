import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { HubContext } from '../context';
import { LIMITS } from '../limits/limits';
import { shapeRule } from '../limits/shape.rule';
import { subscriptionRootRule } from '../limits/subscription-root.rule';
import { keptDocuments } from './kept-documents';
import { writeResult } from './written-result';

/** Apollo Server as the hub uses it: for queries and mutations over HTTP, with nothing of its own switched on. It is not started yet. */
export function createApollo(
  schema: GraphQLSchema,
  plugin: ApolloServerPlugin<HubContext>,
  log: Logger,
): ApolloServer<HubContext> {
  return new ApolloServer<HubContext>({
    schema,
    // Who may introspect is for the hub's own check to say, which knows the viewer.
    introspection: true,
    // No browser sends credentials to the hub by itself, GET runs queries only, and POST takes JSON only: nothing can be forged.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    validationRules: [shapeRule, subscriptionRootRule],
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: { maxErrors: LIMITS.documentErrors },
    plugins: [
      plugin,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    documentStore: documentStore(),
    stringifyResult: (result) => `${writeResult(result)}\n`,
    logger: log,
  });
}

/** Apollo Server's own would keep 30 MB of documents as they are printed, which take several times as much. */
function documentStore(): NonNullable<ApolloServerOptions<HubContext>['documentStore']> {
  const kept = keptDocuments();
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    set: (key, document) => Promise.resolve(void kept.set(key, document)),
    delete: (key) => Promise.resolve(kept.delete(key)),
  };
}
