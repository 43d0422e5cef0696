import { GraphQLObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { Arg, Mutation as MutationField, Resolver } from 'type-graphql';
import type { HubContext } from '../../context';
import type { Model, Row } from '../../reading';
import { emptyClass } from '../../reading/schema/dynamic';
import { mutate, type Payload } from '../mutate';
import type { UserWarning } from './user-warnings';
import { isChangeLog, type Mutation, type RecordField } from './mutation';

/** A type-graphql resolver class that declares the mutations. Their resolvers are attached to the built schema. */
export function mutationFields(mutations: readonly Mutation[]): Function {
  const Mutations = emptyClass('Mutations');
  const prototype = Mutations.prototype as Record<string, unknown>;
  for (const { name, description, input, payload } of mutations) {
    prototype[name] = () => undefined;
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor;
    MutationField(() => payload.type, { description })(prototype, name, descriptor);
    Arg('input', () => input, { description: 'The input of the mutation.' })(prototype, name, 0);
  }
  Resolver()(Mutations);
  return Mutations;
}

type Resolve = GraphQLFieldResolver<never, HubContext, never>;

/** Gives mutations and the records of their payloads their resolvers. */
export function attachMutations(schema: GraphQLSchema, mutations: readonly Mutation[], models: readonly Model[]): void {
  const byType = new Map(models.map((model) => [model.type, model]));
  const warning = schema.getType('UserWarning');
  if (warning instanceof GraphQLObjectType)
    Object.assign(warning.getFields()['record'] ?? {}, { resolve: warnedRecord(models) });
  const roots = schema.getMutationType()?.getFields() ?? {};
  for (const mutation of mutations) {
    const resolve: Resolve = (_root, { input }, context) => mutate(mutation, input, context);
    Object.assign(roots[mutation.name] ?? {}, { resolve });
    const type = schema.getType(mutation.payload.type.name);
    if (!(type instanceof GraphQLObjectType)) continue;
    const changes = models.find(isChangeLog);
    for (const field of [...mutation.payload.records, ...(changes ? [{ name: 'changes', model: changes }] : [])]) {
      Object.assign(type.getFields()[field.name] ?? {}, { resolve: recordResolver(field, byType) });
    }
  }
}

function recordResolver(
  { name, model }: Pick<RecordField, 'name' | 'model'>,
  byType: ReadonlyMap<string, Model>,
): Resolve {
  if (!model) return anyRecordResolver(name, byType);
  return (payload: Payload, _args, { reads }, info) => {
    const value = payload[name];
    const read = async (id: unknown): Promise<Row | null> =>
      typeof id === 'string' ? reads.byId(model, id, info) : null;
    return Array.isArray(value) ? value.map(read) : read(value);
  };
}

/** The record that a warning is about. */
function warnedRecord(models: readonly Model[]): GraphQLFieldResolver<UserWarning, HubContext> {
  const byTable = new Map(models.map((model) => [model.table, model]));
  return async ({ recordType, recordId }, _args, { reads }, info) => {
    const model = byTable.get(String(recordType));
    const row = model && recordId !== null ? await reads.byId(model, recordId, info) : null;
    return row && { ...row, __typename: model?.type };
  };
}

function anyRecordResolver(name: string, byType: ReadonlyMap<string, Model>): Resolve {
  return async (payload: Payload, _args, { reads }, info) => {
    const { type, id } = (payload[name] ?? {}) as { readonly type?: string; readonly id?: string };
    const model = byType.get(String(type));
    const row = model && id !== undefined ? await reads.byId(model, id, info) : null;
    return row && { ...row, __typename: type };
  };
}
