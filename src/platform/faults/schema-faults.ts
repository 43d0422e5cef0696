import { getMetadataStorage } from 'type-graphql';
import { isObjectType, validateSchema, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import type { Model } from '../reading/model';
import type { Mutation, WrittenTypes } from '../writing';
import { repeated } from '../repeated';

interface SchemaParts {
  readonly models: readonly Model[];
  readonly writes: WrittenTypes;
  readonly roots: readonly { readonly name: string }[];
  readonly mutations: readonly Mutation[];
  /** The resolver classes of the features. */
  readonly resolvers: readonly Function[];
}

/** What fields of the schema need of the declarations of the features, and the other way round. */
export function fieldFaults({ models, writes, roots, mutations, resolvers }: SchemaParts): string[] {
  const { queries, mutations: written } = getMetadataStorage();
  const namesOf = (fields: typeof queries): string[] =>
    fields.filter(({ target }) => resolvers.includes(target)).map(({ schemaName }) => schemaName);
  const fieldsOf = (type: string, names: readonly string[]): string[] =>
    repeated(names).map((name) => `${type}.${name} is declared twice; rename one of the two.`);
  return [
    ...fieldsOf('Query', [...roots.map(({ name }) => name), ...namesOf(queries)]),
    ...fieldsOf('Mutation', [...mutations.map(({ name }) => name), ...namesOf(written)]),
    ...resolvedFaults(models, resolvers),
    ...mutations.flatMap((mutation) => mutationFaults(mutation, writes)),
    ...missingMutations(models, writes, mutations),
  ];
}

/** A resolver's field would silently give way to a column or a relation of the same name, or to that of another resolver. */
function resolvedFaults(models: readonly Model[], resolvers: readonly Function[]): string[] {
  const { fieldResolvers, resolverClasses } = getMetadataStorage();
  const fields = fieldResolvers
    .filter(({ kind, target }) => kind === 'external' && resolvers.includes(target))
    .map(({ target, schemaName: name }) => {
      const on = resolverClasses.find((one) => one.target === target)?.getObjectType();
      const model = models.find(({ entity }) => (entity as Function) === on);
      const isTaken = model?.relations.has(name) || model?.columns.get(name)?.filterOnly === false;
      return { field: `${model?.type ?? on?.name}.${name}`, isTaken };
    });
  const twice = [...fields.filter(({ isTaken }) => isTaken), ...repeated(fields, ({ field }) => field)];
  return twice.map(({ field }) => `${field} is declared twice; rename one of the two.`);
}

/** Whose mutations there are must be among the records or links of a feature: otherwise it is written, and nobody reads its history. */
function mutationFaults({ name, verb, payload }: Mutation, writes: WrittenTypes): string[] {
  const model = payload.records[0]?.model;
  if (!model) return [];
  return [
    ...(writes.recordOf(model) || writes.linkOf(model) || model === writes.citing?.citations
      ? []
      : [`${name} writes ${model.type}; add its WriteModel to the records of its feature.`]),
    ...(verb === 'merge' && !model.options.mergeable
      ? [`${name} merges ${model.type}, which is not mergeable; add mergeable to its Model, or leave the mutation out.`]
      : []),
  ];
}

/** Mutations that a declaration promises, and that no feature hands over. */
function missingMutations(models: readonly Model[], writes: WrittenTypes, mutations: readonly Mutation[]): string[] {
  const names = mutations.map(({ name }) => name);
  const has = (verb: Mutation['verb'], model: Model): boolean =>
    mutations.some((mutation) => mutation.verb === verb && mutation.payload.records[0]?.model === model);
  return [
    ...models
      .filter((model) => model.options.mergeable && !has('merge', model))
      .map(({ type }) => `${type} is mergeable, and nothing merges it; add its mergeMutation, or leave mergeable out.`),
    ...writes.links.flatMap(({ model, options: { verbs, identifies, ends } }) => [
      ...(verbs ? [verbs.assign, verbs.remove] : [])
        .filter((name) => !names.includes(name))
        .map(
          (name) => `${model.type} is to be written by ${name}; add its linkMutations to the mutations of its feature.`,
        ),
      ...(identifies ? ends : [])
        .filter((end) => !has('upsert', end.model))
        .map(
          (end) =>
            `${model.type} identifies ${end.model.type}, which has no upsert; add its upsertMutation to the mutations of its feature.`,
        ),
    ]),
  ];
}

/** What is wrong with a schema that could be built. */
export function invalidFaults(schema: GraphQLSchema, models: readonly Model[]): string[] {
  return [
    ...validateSchema(schema).map(({ message }) => `The schema is not valid: ${message}`),
    ...models
      .filter(({ type }) => !isNode(schema.getType(type)))
      .map(({ type }) => `${type} has an id, but node(id:) cannot return it; add implements: Node to its @ObjectType.`),
  ];
}

function isNode(type: GraphQLNamedType | undefined): boolean {
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}

/** Why a schema could not be built. */
export function buildFault(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, name] = /multiple types named "(\w+)"/.exec(message) ?? [];
  return name
    ? `Two types of the schema are named ${name}; rename one of them, or use the one that is there (for scalars: platform/scalars.ts).`
    : `The schema cannot be built: ${message}`;
}
