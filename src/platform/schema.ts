import { isAbstractType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import { attachAccess, attachGuards } from './access/attach-guards';
import { guardsOf } from './access/guards';
import type { Policies } from './access/policy-table';
import type { Domain } from './domain';
import { onceFor } from './once-for';
import { attachMutations, completePayloads, InUse, InputError, mutationFields, VersionConflict } from './writing';
import { attachReadResolvers } from './reading/schema/read-resolvers';
import { completeLinkTypes } from './reading/schema/link-types';
import { attachRootFields, rootFieldsClass } from './reading/schema/root-fields';
import { completeModelTypes } from './reading/schema/model-types';

/**
 * The GraphQL schema of the features, guarded as the policies say. Built once for a domain in a process, since type-graphql keeps its
 * metadata in one global store.
 * @throws PolicyFaults where policies are missing, or are for what is not there
 */
export function buildHubSchema(domain: Domain, policies: Policies): GraphQLSchema {
  return schemasOf(domain)(policies);
}

const schemasOf = onceFor((domain: Domain) => onceFor((policies: Policies) => build(domain, policies)));

function build(domain: Domain, policies: Policies): GraphQLSchema {
  const { features, models } = domain;
  for (const model of models) completeModelTypes(model);
  for (const model of models) {
    for (const relation of model.relations.values()) {
      if (relation.kind === 'linked') completeLinkTypes(relation);
    }
  }
  const instances = new Map(
    features.flatMap(({ resolvers }) => resolvers?.(domain) ?? []).map((instance) => [instance.constructor, instance]),
  );
  const mutations = features.flatMap((feature) => feature.mutations?.(domain) ?? []);
  completePayloads(mutations, models);
  const roots = features.flatMap((feature) => feature.roots?.() ?? []);
  const schema = buildSchemaSync({
    resolvers: [
      rootFieldsClass(roots),
      ...instances.keys(),
      mutationFields(mutations),
    ] as unknown as NonEmptyArray<Function>,
    container: { get: (type: Function) => instances.get(type) },
    orphanedTypes: [
      ...models.map(({ entity }) => entity as Function),
      ...features.flatMap((feature) => feature.orphanedTypes ?? []),
      ...[InputError, VersionConflict, InUse],
    ],
    validate: false,
    pubSub: NO_TOPICS,
  });
  attachReadResolvers(schema, models);
  attachRootFields(schema, roots);
  attachMutations(schema, mutations, models);
  const guards = guardsOf(schema, models, policies);
  attachGuards(schema, guards);
  attachAccess(models, guards, policies);
  nameTypesByRow(schema);
  describeRoots(schema);
  return schema;
}

/** type-graphql asks for one. Each subscription says itself where its events come from: nothing is published in memory, where it can be lost. */
const NO_TOPICS: PubSub = {
  publish: () => undefined,
  subscribe: () => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
  }),
};

/** No class stands for a root type on which a description could be set. */
function describeRoots(schema: GraphQLSchema): void {
  const roots = [
    [schema.getQueryType(), 'Reads records and the change log.'],
    [schema.getMutationType(), 'Changes records.'],
    [schema.getSubscriptionType(), 'Follows changes as they happen.'],
  ] as const;
  for (const [type, description] of roots) if (type) type.description = description;
}

/**
 * Rows that are returned as an interface or a union say themselves what they are. Set here, because type-graphql makes such functions
 * asynchronous, which a compiled operation does not wait for.
 */
function nameTypesByRow(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (row: { readonly __typename?: string }) => row.__typename;
  }
}
