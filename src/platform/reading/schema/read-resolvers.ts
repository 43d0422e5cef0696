import { GraphQLObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { HubContext } from '../../context';
import type { GroupArguments } from '../aggregating/group-arguments';
import type { GroupKey } from '../aggregating/groups';
import { functionsOf } from '../aggregating/measures';
import type { Model, Relation, ToMany } from '../model';
import type { Edge, ListArguments, Page } from '../page';
import { related } from '../related';
import { demandField } from '../scope';
import type { Row } from '../row';
import { linkTypesOf, typesOf } from './generated-types';
import { markFilter } from '../work/filter-marks';
import { markConnection, markList } from '../work/marks';
import type { ListOf } from '../work/list-work';

type Resolve = GraphQLFieldResolver<never, HubContext, never>;

/**
 * Attaches resolvers to the generated fields of a built schema. They are set on the schema itself, because the wrapper of type-graphql around a
 * resolver (parameter lists, instances of classes) would cost time for every row.
 */
export function attachReadResolvers(schema: GraphQLSchema, models: readonly Model[]): void {
  attach(schema, 'RecordGroupKey', 'record', recordOfKey);
  for (const model of models) {
    attachConnection(schema, typesOf(model).connection.name, { model });
    attachAggregate(schema, model);
    markFilter(schema, typesOf(model).where.name, model);
    for (const relation of model.relations.values()) attachRelation(schema, relation);
  }
}

function attachRelation(schema: GraphQLSchema, relation: Relation): void {
  attach(schema, relation.on.type, relation.name, relationResolver(relation));
  if (relation.kind === 'hasMany') markList(schema, relation.on.type, relation.name, relation);
  if (relation.kind !== 'linked') return;
  attachConnection(schema, linkTypesOf(relation).connection.name, { model: relation.target, relation });
  for (const inner of relation.link.relations.values()) {
    if (inner.kind !== 'hasMany') continue;
    attach(schema, linkTypesOf(relation).edge.name, inner.name, listResolver(inner));
    markList(schema, linkTypesOf(relation).edge.name, inner.name, inner);
  }
}

function attachConnection(schema: GraphQLSchema, name: string, list: ListOf): void {
  markConnection(schema, name, list);
  attach(schema, name, 'totalCount', async (page: Page) => page.counts.total());
  attach(schema, name, 'groups', async (page: Page, args: GroupArguments, _context, info) =>
    page.counts.groups(args, info),
  );
  attach(schema, name, 'aggregate', async (page: Page, _args, _context, info) => page.counts.aggregate(info));
}

/** What is computed of a field is refused where the field is: its record stays in the answer. */
function attachAggregate(schema: GraphQLSchema, model: Model): void {
  for (const property of functionsOf(model).keys()) {
    attach(
      schema,
      `${model.type}Aggregate`,
      property,
      (computed: Readonly<Record<string, unknown>>, _args, { reads }) => {
        demandField(model, property, reads.viewer);
        return computed[property];
      },
    );
  }
}

const recordOfKey: Resolve = async ({ target, value }: GroupKey, _args, { reads }, info) => {
  const row = target && value !== null ? await reads.byId(target, value, info) : null;
  return row && target ? { ...row, __typename: target.type } : null;
};

function relationResolver(relation: Relation): Resolve {
  if (relation.kind !== 'belongsTo') return listResolver(relation);
  return (row: Row, _args, { reads }, info) => related(reads, relation, row, info);
}

function listResolver(relation: ToMany): Resolve {
  return (row: Row | Edge, args: ListArguments, { reads }, info) => reads.listOf(relation, row, args, info);
}

function attach(schema: GraphQLSchema, type: string, field: string, resolve: Resolve): void {
  const object = schema.getType(type);
  if (!(object instanceof GraphQLObjectType)) return;
  const definition = object.getFields()[field];
  if (definition) Object.assign(definition, { resolve });
}
