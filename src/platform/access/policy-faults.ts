import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import type { Model } from '../reading';
import type { Policies } from './policy-table';

/** Messages for every fault of a policy table: missing policies, policies for something that does not exist, and fields that cannot be protected. */
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
      ...without(named, present).map(
        (field) =>
          `roots.${root} names ${field}, which is not a field of ${root}; ${MISSING[root]}, or remove the policy.`,
      ),
    ];
  });
}

/** What a feature may have left out, if there is a policy for a root field that the schema lacks. */
const MISSING = {
  Query: 'add the field to the roots or resolvers of its feature',
  Mutation: 'add the mutation to its feature',
  Subscription: 'add the subscription to the resolvers of its feature',
} as const;

/** A record type belongs to a model, or has an id. */
function recordFaults(schema: GraphQLSchema, models: readonly Model[], { records }: Policies): string[] {
  const node = schema.getType('Node');
  const nodes = isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
  const present = new Set([...models.map(({ type }) => type), ...nodes.map(({ name }) => name)]);
  const named = Object.keys(records);
  const strange = named.filter((type) => !isObjectType(schema.getType(type)));
  return [
    ...without([...present], named).map((type) => `${type} has no policy; add it to records.`),
    ...strange.map(
      (type) => `records names ${type}, which is not an object type; add its model to a feature, or remove the policy.`,
    ),
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
    return types.some((one) => has(one, field)) ? [] : [`fields names ${coordinate}, which does not exist; remove it.`];
  });
}

/** Fields that cursors, groups and references always show. */
function shownFaults(models: readonly Model[], { fields }: Policies): string[] {
  return models.flatMap(({ type, options: { keys = [], defaultOrder, label } }) =>
    [...keys, ...defaultOrder, ...(label ? [label] : []), 'id']
      .filter((property) => (fields[`${type}.${property}`] ?? fields[`*.${property}`] ?? 'READ') !== 'READ')
      .map(
        (property) =>
          `${type}.${property} is a key, a label or the default order, so it cannot be protected; remove its policy.`,
      ),
  );
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}
