import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { Model } from '../reading';
import type { Policies } from './policy-table';

/** Every fault of a policy table, in words: what has no policy, what a policy is for that is not there, and what can not be protected. */
export function policyFaults(schema: GraphQLSchema, models: readonly Model[], policies: Policies): string[] {
  return [
    ...rootFaults(schema, policies),
    ...recordFaults(schema, models, policies),
    ...fieldFaults(schema, models, policies),
    ...shownFaults(models, policies),
  ];
}

function rootFaults(schema: GraphQLSchema, { roots }: Policies): string[] {
  const types = {
    Query: schema.getQueryType(),
    Mutation: schema.getMutationType(),
    Subscription: schema.getSubscriptionType(),
  };
  return (['Query', 'Mutation', 'Subscription'] as const).flatMap((root) => {
    const present = Object.keys(types[root]?.getFields() ?? {});
    const named = Object.keys(roots[root] ?? {});
    return [
      ...without(present, named).map((field) => `${root}.${field} has no policy; add it to roots.${root}.`),
      ...without(named, present).map((field) => `roots.${root} names ${field}, which is no field of it; take it out.`),
    ];
  });
}

/** A record type is a model's, or whatever else has an id of its own. */
function recordFaults(schema: GraphQLSchema, models: readonly Model[], { records }: Policies): string[] {
  const node = schema.getType('Node');
  const nodes = isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
  const present = new Set([...models.map(({ type }) => type), ...nodes.map(({ name }) => name)]);
  const named = Object.keys(records);
  const strange = named.filter((type) => !isObjectType(schema.getType(type)));
  return [
    ...without([...present], named).map((type) => `${type} has no policy; add it to records.`),
    ...strange.map((type) => `records names ${type}, which is no object type; take it out.`),
  ];
}

function fieldFaults(schema: GraphQLSchema, models: readonly Model[], { fields, records }: Policies): string[] {
  const columns = new Map(models.map(({ type, columns: all }) => [type, all]));
  const has = (name: string, field: string): boolean => {
    const type = schema.getType(name);
    return (isObjectType(type) && field in type.getFields()) || columns.get(name)?.has(field) === true;
  };
  return Object.keys(fields).flatMap((coordinate) => {
    const [type = '', field = ''] = coordinate.split('.');
    const types = type === '*' ? Object.keys(records) : [type];
    return types.some((one) => has(one, field)) ? [] : [`fields names ${coordinate}, which is not there; take it out.`];
  });
}

/** What cursors, groups and references show in any case. */
function shownFaults(models: readonly Model[], { fields }: Policies): string[] {
  return models.flatMap(({ type, options: { keys = [], defaultOrder, label } }) =>
    [...keys, ...defaultOrder, ...(label ? [label] : []), 'id']
      .filter((property) => (fields[`${type}.${property}`] ?? fields[`*.${property}`] ?? 'READ') !== 'READ')
      .map((property) => `${type}.${property} is a key, a label or the default order, and can not be protected.`),
  );
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}
