import { Int } from 'type-graphql';
import { DateTime } from '../../moment';
import { Cursor } from '../../change-log/cursor';
import type { Model } from '../model';
import type { Relation } from '../relation';
import { addGroups } from './group-types';
import { addField, argsClass, inputClass, objectClass, type TypeClass } from './dynamic';
import { describedEnum, enumValue } from './enums';
import { filterType } from './filters';
import { AS_OF, AT_LEAST, STREAM_CURSOR, OrderDirection, PageArgs, PageInfo } from './page-types';

/** The GraphQL types that are generated for a model. */
export interface ModelTypes {
  readonly where: TypeClass;
  readonly order: TypeClass;
  readonly edge: TypeClass;
  readonly connection: TypeClass;
  readonly listArgs: TypeClass;
  /** The arguments of the root list. */
  readonly rootArgs: TypeClass;
  /** `some`, `none` and `every` over a list of this model. */
  readonly listWhere: TypeClass;
}

/** The empty shells; they can be referred to at once, and `completeModelTypes` fills them. */
export function modelTypes(model: Model): ModelTypes {
  const { type, noun, plural } = model.options;
  return {
    where: inputClass(`${type}Where`, `Which ${plural}: all conditions that are given must hold.`),
    order: inputClass(`${type}Order`, `One step of an order of ${plural}.`),
    edge: objectClass(`${type}Edge`, `${capital(noun)} in a list, with its cursor.`),
    connection: objectClass(`${type}Connection`, `A page of ${plural}.`),
    listArgs: argsClass(`${type}ListArgs`, PageArgs),
    rootArgs: argsClass(`${type}RootArgs`, PageArgs),
    listWhere: inputClass(`${type}ListWhere`, `Conditions on a list of ${plural}; all that are given must hold.`),
  };
}

/** Fills the generated types of a model, once every feature has added its relations. */
export function completeModelTypes(model: Model): void {
  completeWhere(model);
  completeListWhere(model.types.listWhere, model);
  completeOrder(model);
  completeConnection(model, model.types.connection, model.types.edge);
  completeListArgs(model.types.listArgs, model);
  completeRootArgs(model);
  model.relations.forEach((relation) => addRelationField(relation));
}

function addRelationField(relation: Relation): void {
  const { on, name, target, description } = relation;
  switch (relation.kind) {
    case 'belongsTo':
      return addField(on.entity, name, () => target.entity, { description, nullable: relation.nullable });
    case 'hasMany':
      return addField(
        on.entity,
        name,
        () => target.types.connection,
        { description },
        () => target.types.listArgs,
      );
    case 'linked':
      return addField(
        on.entity,
        name,
        () => relation.types.connection,
        { description },
        () => relation.types.listArgs,
      );
  }
}

function completeWhere(model: Model): void {
  const { where } = model.types;
  addField(where, 'and', () => [where], { nullable: true, description: 'All of these hold.' });
  addField(where, 'or', () => [where], { nullable: true, description: 'At least one of these holds.' });
  addField(where, 'not', () => where, { nullable: true, description: 'This does not hold.' });
  for (const column of model.columns.values()) {
    if (!column.filterable) continue;
    const filter = filterType(column.filter);
    addField(where, column.property, () => filter, { nullable: true, description: column.description });
  }
  for (const relation of model.relations.values()) {
    addField(where, relation.name, () => relationWhere(relation), {
      nullable: true,
      description: relation.description,
    });
  }
}

function relationWhere(relation: Relation): TypeClass {
  if (relation.kind === 'belongsTo') return relation.target.types.where;
  return relation.kind === 'linked' ? relation.types.listWhere : relation.target.types.listWhere;
}

export function completeListWhere(listWhere: TypeClass, target: Model): void {
  const { where } = target.types;
  addField(listWhere, 'some', () => where, { nullable: true, description: 'At least one matches.' });
  addField(listWhere, 'none', () => where, { nullable: true, description: 'None matches; with {} the list is empty.' });
  addField(listWhere, 'every', () => where, { nullable: true, description: 'All match; an empty list does.' });
}

function completeOrder(model: Model): void {
  const orderable = [...model.columns.values()].filter((column) => column.orderable);
  const values = Object.fromEntries(orderable.map((column) => [enumValue(column.property), column.description]));
  const field = describedEnum(`${model.type}OrderField`, `What ${model.options.plural} can be ordered by.`, values);
  addField(model.types.order, 'field', () => field, { description: 'What to order by.' });
  addField(model.types.order, 'direction', () => OrderDirection, {
    description: 'The direction.',
    nullable: true,
    defaultValue: OrderDirection.ASC,
  });
}

/** Fields that every connection has; `edge` is the model's own or a link's. */
export function completeConnection(model: Model, connection: TypeClass, edge: TypeClass): void {
  const { plural } = model.options;
  addField(edge, 'cursor', () => String, { description: 'Where this edge stands; give it as `after` or `before`.' });
  addField(edge, 'node', () => model.entity, { description: 'The record.' });
  addField(connection, 'edges', () => [edge], { description: `The ${plural} of the page, each with its cursor.` });
  addField(connection, 'nodes', () => [model.entity], { description: `The ${plural} of the page.` });
  addField(connection, 'pageInfo', () => PageInfo, { description: 'Where the page stands in its list.' });
  addField(connection, 'totalCount', () => Int, { description: `How many ${plural} there are on all pages.` });
  if (model.options.streamed) addField(connection, 'streamCursor', () => Cursor, { description: STREAM_CURSOR });
  addGroups(model, connection);
}

export function completeListArgs(listArgs: TypeClass, model: Model): void {
  const { where, order } = model.types;
  addField(listArgs, 'where', () => where, {
    nullable: true,
    description: `Only the ${model.options.plural} that match.`,
  });
  addField(listArgs, 'orderBy', () => [order], {
    nullable: true,
    description: 'The order, most significant step first.',
  });
}

function completeRootArgs(model: Model): void {
  const { rootArgs } = model.types;
  completeListArgs(rootArgs, model);
  addField(rootArgs, 'atLeast', () => Cursor, { nullable: true, description: AT_LEAST });
  if (model.options.asOf) addField(rootArgs, 'asOf', () => DateTime, { nullable: true, description: AS_OF });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
