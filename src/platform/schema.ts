import { isAbstractType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type BuildSchemaOptions, type NonEmptyArray, type PubSub } from 'type-graphql';
import { attachAccess, attachGuards } from './access/attach-guards';
import { ViewerResolver } from './access/schema/viewer.resolver';
import { guardsOf } from './access/guards';
import type { Policies } from './access/policy-table';
import type { Domain } from './domain';
import { DomainFaults, refuse } from './faults/domain-faults';
import { buildFault, fieldFaults, invalidFaults } from './faults/schema-faults';
import { onceFor } from './once-for';
import {
  attachMutations,
  completeInputs,
  completePayloads,
  InUse,
  InputError,
  isChangeLog,
  mutationFields,
  VersionConflict,
} from './writing';
import type { Model } from './reading';
import { nodeFields } from './reading/schema/node-fields';
import { nameRecordTypes } from './reading/schema/record-types';
import { SCHEMA_DESCRIPTION } from './schema-description';
import { attachReadResolvers } from './reading/schema/read-resolvers';
import { completeLinkTypes } from './reading/schema/link-types';
import { attachRootFields, rootFieldsClass } from './reading/schema/root-fields';
import { completeModelTypes } from './reading/schema/model-types';

/**
 * The GraphQL schema of the features, guarded by the policies. Built once for each domain in a process, since type-graphql keeps its
 * metadata in one global store.
 * @throws DomainFaults, PolicyFaults if something is missing, or is for something that does not exist
 */
export function buildHubSchema(domain: Domain, policies: Policies): GraphQLSchema {
  return schemasOf(domain)(policies);
}

const schemasOf = onceFor((domain: Domain) => onceFor((policies: Policies) => build(domain, policies)));

function build(domain: Domain, policies: Policies): GraphQLSchema {
  const { features, models, writes } = domain;
  refuse(models.filter((model) => model.domain !== domain).map(laterDomain));
  const instances = new Map(
    [new ViewerResolver(), ...features.flatMap(({ resolvers }) => resolvers?.(domain) ?? [])].map(
      (instance: object) => [instance.constructor, instance],
    ),
  );
  const mutations = features.flatMap((feature) => feature.mutations?.(domain) ?? []);
  const roots = [...features.flatMap((feature) => feature.roots?.() ?? []), ...nodeFields(models)];
  refuse(fieldFaults({ models, writes, roots, mutations, resolvers: [...instances.keys()] }));
  nameRecordTypes(models.filter((model) => !isChangeLog(model)));
  for (const model of models) completeModelTypes(model);
  for (const model of models) {
    for (const relation of model.relations.values()) {
      if (relation.kind === 'linked') completeLinkTypes(relation);
    }
  }
  completePayloads(mutations, models);
  completeInputs(mutations, writes.citing);
  const schema = buildSchema({
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
  refuse(invalidFaults(schema, models));
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

function laterDomain({ type }: Model): string {
  return `${type} has gone to a domain that was made later; make one Domain of all features.`;
}

/** @throws DomainFaults if types have the same name, or names that GraphQL does not accept */
function buildSchema(options: BuildSchemaOptions): GraphQLSchema {
  try {
    return buildSchemaSync(options);
  } catch (error) {
    throw new DomainFaults([buildFault(error)]);
  }
}

/** type-graphql requires a PubSub, but the hub does not use it: subscriptions read their events from the change log, where none is lost. */
const NO_TOPICS: PubSub = {
  publish: () => undefined,
  subscribe: () => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
  }),
};

/** The schema and the root types have no classes that could carry a description. */
function describeRoots(schema: GraphQLSchema): void {
  schema.description = SCHEMA_DESCRIPTION;
  const roots = [
    [schema.getQueryType(), 'Reads records and the change log.'],
    [schema.getMutationType(), 'Changes records.'],
    [schema.getSubscriptionType(), 'Follows changes as they happen.'],
  ] as const;
  for (const [type, description] of roots) if (type) type.description = description;
}

/**
 * Takes the type of an interface or union from the row's `__typename`. This is set here because type-graphql makes these
 * functions asynchronous, and a compiled operation does not await them.
 */
function nameTypesByRow(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (row: { readonly __typename?: string }) => row.__typename;
  }
}
