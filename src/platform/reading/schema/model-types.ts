import { Directive, Int } from 'type-graphql';
import { DateTime } from '../../moment';
import { onceFor } from '../../once-for';
import { Cursor } from '../../change-log/cursor';
import type { Model, Relation } from '../model';
import { addAggregate } from './aggregate-types';
import { addGroups } from './group-types';
import { addField, inputClass, type TypeClass } from './dynamic';
import { describedEnum, enumValue } from './enums';
import { filterType } from './filters';
import { linkTypesOf, typesOf } from './generated-types';
import { AS_OF, AT_LEAST, STREAM_CURSOR, OrderDirection, PageInfo } from './page-types';

/** Fills the generated types of a model, once every feature has added its relations. */
export function completeModelTypes(model: Model): void {
  completeWhere(model);
  const { connection, edge, listArgs, listWhere } = typesOf(model);
  completeRecord(model);
  completeListWhere(listWhere, model);
  completeOrder(model);
  completeConnection(model, connection, edge);
  completeListArgs(listArgs, model);
  completeRootArgs(model);
  model.relations.forEach((relation) => addRelationField(relation));
}

/** The fields from a record's own columns. */
function completeRecord({ entity, columns, options }: Model): void {
  for (const { property, type, description, nullable, filterOnly } of columns.values()) {
    if (!filterOnly) addField(entity, property, type, { description, nullable });
  }
  for (const key of options.keys ?? []) Directive(`@key(fields: "${key}")`)(entity as never);
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
        () => typesOf(target).connection,
        { description },
        () => typesOf(target).listArgs,
      );
    case 'linked':
      return addField(
        on.entity,
        name,
        () => linkTypesOf(relation).connection,
        { description },
        () => linkTypesOf(relation).listArgs,
      );
  }
}

function completeWhere(model: Model): void {
  const { where } = typesOf(model);
  addField(where, 'and', () => [where], { nullable: true, description: 'All of these conditions hold.' });
  addField(where, 'or', () => [where], { nullable: true, description: 'At least one of these conditions holds.' });
  addField(where, 'not', () => where, { nullable: true, description: 'This condition does not hold.' });
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
  const { where, listWhere } = typesOf(relation.target);
  if (relation.kind === 'belongsTo') return where;
  return relation.kind === 'linked' ? linkTypesOf(relation).listWhere : listWhere;
}

export function completeListWhere(listWhere: TypeClass, target: Model): void {
  const { where } = typesOf(target);
  addField(listWhere, 'some', () => where, { nullable: true, description: 'At least one record of the list matches.' });
  addField(listWhere, 'none', () => where, {
    nullable: true,
    description: 'No record of the list matches. With {}: the list is empty.',
  });
  addField(listWhere, 'every', () => where, {
    nullable: true,
    description: 'All records of the list match. An empty list matches.',
  });
  const count = countFilterOf(target);
  addField(listWhere, 'count', () => count, {
    nullable: true,
    description: 'How many records of the list match. Each counts once, however many links lead to it.',
  });
}

/** Instead of `field`: `count: { programs: { … } }` and `core: { field: NAME }`. */
function addComputedOrders(model: Model, order: TypeClass): void {
  const relations = [...model.relations.values()];
  const lists = relations.filter(({ kind }) => kind !== 'belongsTo');
  if (lists.length > 0) {
    const count = inputClass(`${model.type}OrderCount`, `Which related records are counted: one list, with a filter.`);
    for (const { name, target, description } of lists) {
      addField(count, name, () => typesOf(target).where, { nullable: true, description });
    }
    addField(order, 'count', () => count, {
      nullable: true,
      description:
        'By how many related records match: { programs: {} }. Each counts once, however many links lead to it.',
    });
  }
  for (const { name, kind, target } of relations) {
    if (kind !== 'belongsTo') continue;
    const related = relatedOrderOf(target);
    addField(order, name, () => related, {
      nullable: true,
      description: 'By a field of the related record. Records without one come where those without a value come.',
    });
  }
}

/** Orders of other records by a record of the model. */
const relatedOrderOf = onceFor((model: Model): TypeClass => {
  const related = inputClass(
    `${model.type}RelatedOrder`,
    `A field of ${model.options.noun} to order other records by.`,
  );
  addField(related, 'field', () => orderFieldOf(model), { description: 'The field to order by.' });
  return related;
});

/** `count: { where:, eq, gt, gte, lt, lte }` over a list of the model's records. */
const countFilterOf = onceFor((model: Model): TypeClass => {
  const filter = inputClass(
    `${model.type}CountFilter`,
    `Conditions on the number of ${model.options.plural}. All given conditions must hold.`,
  );
  addField(filter, 'where', () => typesOf(model).where, {
    nullable: true,
    description: `Only the ${model.options.plural} that match are counted.`,
  });
  for (const [name, description] of Object.entries(COMPARISONS)) {
    addField(filter, name, () => Int, { nullable: true, description });
  }
  return filter;
});

const COMPARISONS = {
  eq: 'Equal to the number.',
  gt: 'More than the number.',
  gte: 'The number or more.',
  lt: 'Less than the number.',
  lte: 'The number or less.',
};

const orderFieldOf = onceFor((model: Model): object => {
  const orderable = [...model.columns.values()].filter((column) => column.orderable);
  const values = Object.fromEntries(orderable.map((column) => [enumValue(column.property), column.description]));
  const description = `The fields that ${model.options.plural} can be ordered by.`;
  return describedEnum(`${model.type}OrderField`, description, values);
});

function completeOrder(model: Model): void {
  const { order } = typesOf(model);
  const field = orderFieldOf(model);
  addField(order, 'field', () => field, { nullable: true, description: 'By a field of the record.' });
  addComputedOrders(model, order);
  addField(order, 'direction', () => OrderDirection, {
    description: 'The direction.',
    nullable: true,
    defaultValue: OrderDirection.ASC,
  });
}

/** The fields of every connection; `edge` is the edge type of the model or of a link. */
export function completeConnection(model: Model, connection: TypeClass, edge: TypeClass): void {
  const { plural } = model.options;
  addField(edge, 'cursor', () => String, {
    description: 'The position of this edge in the list; give it as `after` or `before`.',
  });
  addField(edge, 'node', () => model.entity, { description: 'The record.' });
  addField(connection, 'edges', () => [edge], { description: `The ${plural} of the page, each with its cursor.` });
  addField(connection, 'nodes', () => [model.entity], { description: `The ${plural} of the page.` });
  addField(connection, 'pageInfo', () => PageInfo, { description: 'The position of the page in its list.' });
  addField(connection, 'totalCount', () => Int, { description: `How many ${plural} there are on all pages.` });
  if (model.options.streamed) addField(connection, 'streamCursor', () => Cursor, { description: STREAM_CURSOR });
  addAggregate(model, connection);
  addGroups(model, connection);
}

export function completeListArgs(listArgs: TypeClass, model: Model): void {
  const { where, order } = typesOf(model);
  addField(listArgs, 'where', () => where, {
    nullable: true,
    description: `Only the ${model.options.plural} that match.`,
  });
  addField(listArgs, 'orderBy', () => [order], {
    nullable: true,
    description: 'The sort keys, the most significant first.',
  });
  const { argument } = model.options.lifetime ?? {};
  if (!argument) return;
  addField(listArgs, argument.name, () => Boolean, {
    nullable: true,
    defaultValue: false,
    description: argument.description,
  });
}

function completeRootArgs(model: Model): void {
  const { rootArgs } = typesOf(model);
  completeListArgs(rootArgs, model);
  addField(rootArgs, 'atLeast', () => Cursor, { nullable: true, description: AT_LEAST });
  if (model.options.asOf) addField(rootArgs, 'asOf', () => DateTime, { nullable: true, description: AS_OF });
}
