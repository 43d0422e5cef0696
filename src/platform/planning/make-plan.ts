import {
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields';
import { permissionsOf } from '../access/attach-guards';
import { may } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import type { Variables } from '../limits/cost';
import { snakeCase } from '../naming';
import type { Column } from '../reading/column';
import type { BelongsTo, Linked, Model, ToMany } from '../reading/model';
import { readOf } from '../reading/schema/read-marks';
import { selectedColumns, selectedPage } from '../reading/selection';
import {
  Unplannable,
  type BoundsField,
  type EdgeField,
  type PagePart,
  type Plan,
  type PlannedEntities,
  type PlannedEntity,
  type PlannedField,
  type PlannedList,
  type PlannedPage,
  type PlannedRecord,
  type PlannedRows,
  type RowValue,
  type Selected,
  type Slot,
} from './plan';
import { MARK, separatorOf, tokenSql } from './tokens';

/** What a plan is made for. */
export interface Planning {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** All viewers of one role share a plan. */
  readonly viewer: Viewer;
  /** The variables of `@skip` and `@include`. */
  readonly variables: Variables;
}

/** Where the columns of a record are. */
interface Place {
  readonly rows: PlannedRows;
  /** The alias of the record: of the rows, or of a join. */
  readonly alias: string;
  readonly model: Model;
  /** Whether the record can be missing in a row. */
  readonly optional: boolean;
}

/**
 * Plans a query. Where some of its fields need resolvers, the plan reads for them what it can.
 * @throws Unplannable if resolvers must read everything
 */
export function makePlan(planning: Planning): Plan {
  try {
    return new PlanMaker(planning, undefined).plan();
  } catch (error) {
    if (!(error instanceof Unplannable)) throw error;
    return new PlanMaker(planning, error.reason).plan();
  }
}

class PlanMaker {
  private readonly fragments: Record<string, FragmentDefinitionNode> = {};
  private readonly lists: (PlannedList | PlannedRecord)[] = [];
  private readonly slots: Slot[] = [];
  private aliases = 0;

  constructor(
    private readonly planning: Planning,
    /** Why resolvers make the answer. */
    private readonly resolved: string | undefined,
  ) {
    for (const definition of planning.document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments[definition.name.value] = definition;
  }

  plan(): Plan {
    const { schema, operation, variables } = this.planning;
    const query = schema.getQueryType();
    if (!query || operation.operation !== 'query') throw new Unplannable('it is not a query');
    const roots = collectFields(schema, this.fragments, variables, query, operation.selectionSet);
    const fields = [...roots].flatMap(([key, nodes]) => this.orResolved(() => this.root(key, nodes, query)));
    if (this.resolved !== undefined && this.slots.length === 0) throw new Unplannable(this.resolved);
    return { fields, slots: this.slots, lists: this.lists, resolved: this.resolved };
  }

  private root(key: string, nodes: readonly FieldNode[], query: GraphQLObjectType): PlannedField {
    checkKey(key);
    const selected = this.selected(nodes, query);
    if (!selected) return { kind: 'constant', key, value: query.name };
    const read = readOf(selected.definition);
    if (read?.kind === 'list')
      return { kind: 'page', key, page: this.page(nodes, selected, read.model, undefined, undefined) };
    if (read?.kind === 'record') return this.record(key, nodes, selected, read.model, read.bySlug);
    if (read?.kind === 'entities') return this.entities(key, nodes, selected, read.models);
    throw new Unplannable(`Query.${selected.definition.name}`);
  }

  /** @returns nothing for a field that resolvers read */
  private orResolved<T>(plan: () => T): T[] {
    if (this.resolved === undefined) return [plan()];
    try {
      return [plan()];
    } catch (error) {
      if (!(error instanceof Unplannable)) throw error;
      return [];
    }
  }

  private record(
    key: string,
    nodes: readonly FieldNode[],
    selected: Selected,
    model: Model,
    bySlug: boolean,
  ): PlannedField {
    this.demandRecord(model);
    const record: PlannedRecord = {
      kind: 'record',
      ...selected,
      ...this.rows(model, 1),
      bySlug,
      index: this.lists.length,
    };
    this.lists.push(record);
    const place = { rows: record, alias: record.alias, model, optional: false };
    const fields = this.fields(nodes, place);
    this.addValues(record.values, selectedColumns(model, this.info(nodes)), place);
    const slot = add(this.slots, { kind: 'record', record });
    return { kind: 'root', key, slot, record, fields };
  }

  private entities(
    key: string,
    nodes: readonly FieldNode[],
    selected: Selected,
    models: ReadonlyMap<string, Model>,
  ): PlannedField {
    const types = new Map<string, PlannedEntity | Unplannable>();
    const entities: PlannedEntities = { ...selected, types };
    for (const [type, model] of models) types.set(type, this.entity(nodes, entities, model));
    return { kind: 'entities', key, entities };
  }

  private entity(nodes: readonly FieldNode[], entities: PlannedEntities, model: Model): PlannedEntity | Unplannable {
    try {
      this.demandRecord(model);
      const rows = this.rows(model, 1);
      // The key by which a record was asked for.
      rows.slots.push({ kind: 'sql', sql: `${rows.alias}.asked::text` });
      const place = { rows, alias: rows.alias, model, optional: false };
      const fields = this.fields(nodes, place);
      this.addValues(rows.values, selectedColumns(model, this.info(nodes)), place);
      const entity = { rows, fields, slot: this.slots.length };
      this.slots.push({ kind: 'entities', entities, type: entity });
      return entity;
    } catch (error) {
      if (error instanceof Unplannable) return error;
      throw error;
    }
  }

  /** The selected fields of a record. */
  private fields(nodes: readonly FieldNode[], place: Place): PlannedField[] {
    const type = this.objectType(place.model.type);
    return [...this.collected(type, nodes)].flatMap(([key, inner]) =>
      this.orResolved(() => this.field(key, inner, type, place)),
    );
  }

  private field(key: string, nodes: readonly FieldNode[], type: GraphQLObjectType, place: Place): PlannedField {
    checkKey(key);
    const selected = this.selected(nodes, type);
    if (!selected) return { kind: 'constant', key, value: type.name };
    const { name } = selected.definition;
    const relation = place.model.relations.get(name);
    if (relation?.kind === 'belongsTo') return this.one(key, nodes, selected, relation, place);
    if (relation) {
      place.rows.columns.add('id');
      return { kind: 'page', key, page: this.page(nodes, selected, relation.target, relation, place) };
    }
    const column = place.model.columns.get(name);
    if (!column || place.model.options.needs?.[name]) throw new Unplannable(`${type.name}.${name}`);
    return this.column(key, column, selected, place);
  }

  private column(
    key: string,
    column: Column,
    { definition }: Selected,
    { rows, alias, optional }: Place,
  ): PlannedField {
    if (!isLeafType(getNamedType(definition.type))) throw new Unplannable(`${definition.name} is no column`);
    if (alias === rows.alias) rows.columns.add(column.name);
    const marked = optional || column.nullable;
    const slot = add(rows.slots, { kind: 'sql', sql: tokenSql(`${alias}.${column.name}`, column.sqlType, marked) });
    return { kind: 'column', key, slot, column, marked, type: definition.type };
  }

  private one(
    key: string,
    nodes: readonly FieldNode[],
    selected: Selected,
    relation: BelongsTo,
    { rows, alias }: Place,
  ): PlannedField {
    const { target } = relation;
    this.demandRecord(target);
    const by = `${alias}.${snakeCase(relation.by)}`;
    if (alias === rows.alias) rows.columns.add(snakeCase(relation.by));
    const known = rows.joins.find((join) => join.by === by && join.target === target);
    const join = known ?? { alias: this.alias(), target, by };
    if (!known) rows.joins.push(join);
    // Whether the record is there, is there but hidden, or is not there.
    const sql = `CASE WHEN ${join.alias}.id IS NOT NULL THEN '${MARK}' WHEN ${by} IS NOT NULL THEN '-' ELSE '' END`;
    const slot = add(rows.slots, { kind: 'sql', sql });
    const place = { rows, alias: join.alias, model: target, optional: true };
    const fields = this.fields(nodes, place);
    const values: RowValue[] = [];
    this.addValues(values, selectedColumns(target, this.info(nodes)), place);
    return { kind: 'one', key, slot, one: { ...selected, relation, fields, values } };
  }

  private page(
    nodes: readonly FieldNode[],
    selected: Selected,
    model: Model,
    relation: ToMany | undefined,
    place: Pick<Place, 'rows' | 'alias'> | undefined,
    parent = place && `${place.alias}.id`,
  ): PlannedPage {
    this.demandRecord(model);
    const linked = relation?.kind === 'linked' ? relation : undefined;
    if (linked) this.demandRecord(linked.link);
    const selection = selectedPage(model, this.info(nodes), linked);
    const list: PlannedList = {
      kind: 'list',
      ...selected,
      ...this.rows(model, (place?.rows.depth ?? 0) + 1),
      index: this.lists.length,
      relation,
      parent,
      width: selection.fields,
      variables: variablesOf(selected.node),
    };
    this.lists.push(list);
    const type = getNamedType(selected.definition.type) as GraphQLObjectType;
    const parts = [...this.collected(type, nodes)].flatMap(([key, inner]) =>
      this.orResolved(() => this.part(key, inner, type, list, linked)),
    );
    this.addValues(list.values, selection.columns, { rows: list, alias: list.alias, model, optional: false });
    if (linked) this.addLinkValues(list, linked, selection.edge);
    const slots = place?.rows.slots ?? this.slots;
    const has = (...kinds: PagePart['kind'][]): boolean => parts.some(({ kind }) => kinds.includes(kind));
    const cursor = usesCursor(parts) ? add(list.slots, { kind: 'cursor' }) : undefined;
    return {
      list,
      rows: has('nodes', 'edges', 'bounds', 'head') ? add(slots, { kind: 'rows', list }) : undefined,
      total: has('total') ? add(slots, { kind: 'count', list }) : undefined,
      head: has('head') ? add(slots, { kind: 'sql', sql: HEAD }) : undefined,
      cursor,
      parts,
    };
  }

  private part(
    key: string,
    nodes: readonly FieldNode[],
    type: GraphQLObjectType,
    list: PlannedList,
    linked: Linked | undefined,
  ): PagePart {
    checkKey(key);
    const selected = this.selected(nodes, type);
    if (!selected) return { kind: 'constant', key, value: type.name };
    const { name, type: fieldType } = selected.definition;
    const place = { rows: list, alias: list.alias, model: list.model, optional: false };
    switch (name) {
      case 'nodes':
        return { kind: 'nodes', key, fields: this.fields(nodes, place) };
      case 'edges':
        return {
          kind: 'edges',
          key,
          fields: this.edge(nodes, getNamedType(fieldType) as GraphQLObjectType, place, linked),
        };
      case 'pageInfo':
        return { kind: 'bounds', key, fields: this.bounds(nodes, getNamedType(fieldType) as GraphQLObjectType) };
      case 'totalCount':
        return { kind: 'total', key };
      case 'streamCursor':
        return { kind: 'head', key };
      default:
        throw new Unplannable(`${type.name}.${name}`);
    }
  }

  private edge(
    nodes: readonly FieldNode[],
    type: GraphQLObjectType,
    place: Place,
    linked: Linked | undefined,
  ): EdgeField[] {
    const edge = (key: string, inner: readonly FieldNode[]): EdgeField => {
      checkKey(key);
      const selected = this.selected(inner, type);
      if (!selected) return { kind: 'constant', key, value: type.name };
      const { name } = selected.definition;
      if (name === 'cursor') return { kind: 'cursor', key };
      if (name === 'node') return { kind: 'node', key, fields: this.fields(inner, place) };
      if (!linked) throw new Unplannable(`${type.name}.${name}`);
      return this.linkField(key, inner, selected, place.rows, linked);
    };
    return [...this.collected(type, nodes)].flatMap(([key, inner]) => this.orResolved(() => edge(key, inner)));
  }

  /** Adds the columns that resolvers read of a row. */
  private addValues(values: RowValue[], columns: readonly Column[], { rows, alias, optional }: Place): void {
    if (this.resolved === undefined) return;
    for (const { property, name, sqlType, nullable } of columns) {
      if (alias === rows.alias) rows.columns.add(name);
      const marked = optional || nullable;
      const slot = add(rows.slots, { kind: 'sql', sql: tokenSql(`${alias}.${name}`, sqlType, marked) });
      values.push({ property, slot, sqlType, marked });
    }
  }

  private addLinkValues(
    { alias, slots, linkColumns, values }: PlannedList,
    linked: Linked,
    edge: readonly string[],
  ): void {
    if (this.resolved === undefined) return;
    for (const property of new Set(['id', ...edge])) {
      const { name, sqlType, nullable } =
        property === 'direction' && linked.mirrored ? DIRECTION : linked.link.column(property);
      linkColumns.add(name);
      const slot = add(slots, { kind: 'sql', sql: tokenSql(`${alias}.l_${name}`, sqlType, nullable) });
      values.push({ property: `$${property}`, slot, sqlType, marked: nullable });
    }
  }

  private info(nodes: readonly FieldNode[]): {
    fieldNodes: FieldNode[];
    fragments: Record<string, FragmentDefinitionNode>;
  } {
    return { fieldNodes: nodes as FieldNode[], fragments: this.fragments };
  }

  /** What an edge shows of its link. The rows of the list have it under names that begin with `l_`. */
  private linkField(
    key: string,
    nodes: readonly FieldNode[],
    selected: Selected,
    rows: PlannedRows,
    linked: Linked,
  ): PlannedField {
    const { name, type } = selected.definition;
    const inner = linked.link.relations.get(name);
    if (inner?.kind === 'hasMany') {
      rows.linkColumns.add('id');
      return {
        kind: 'page',
        key,
        page: this.page(nodes, selected, inner.target, inner, { rows, alias: rows.alias }, `${rows.alias}.l_id`),
      };
    }
    const column = name === 'direction' && linked.mirrored ? DIRECTION : linked.link.column(name);
    rows.linkColumns.add(column.name);
    const sql = tokenSql(`${rows.alias}.l_${column.name}`, column.sqlType, column.nullable);
    return { kind: 'column', key, slot: add(rows.slots, { kind: 'sql', sql }), column, marked: column.nullable, type };
  }

  private bounds(nodes: readonly FieldNode[], type: GraphQLObjectType): BoundsField[] {
    return [...this.collected(type, nodes)].map(([key, [node]]) => {
      checkKey(key);
      return { key, name: String(node?.name.value) };
    });
  }

  private rows(model: Model, depth: number): PlannedRows {
    // Fails early where the lists are nested too deeply.
    separatorOf(depth);
    return {
      alias: this.alias(),
      depth,
      model,
      slots: [],
      columns: new Set(),
      linkColumns: new Set(),
      joins: [],
      values: [],
    };
  }

  private alias(): string {
    this.aliases += 1;
    return `r${this.aliases}`;
  }

  private collected(type: GraphQLObjectType, nodes: readonly FieldNode[]): Map<string, readonly FieldNode[]> {
    const { schema, variables } = this.planning;
    return collectSubfields(schema, this.fragments, variables, type, nodes);
  }

  /** The definition of a field that the viewer may read; undefined for `__typename`. */
  private selected(nodes: readonly FieldNode[], type: GraphQLObjectType): Selected | undefined {
    const node = nodes[0] as FieldNode;
    if (node.name.value === '__typename') return undefined;
    const definition = type.getFields()[node.name.value] as GraphQLField<unknown, unknown> | undefined;
    if (!definition) throw new Unplannable(`${type.name}.${node.name.value}`);
    const permissions = [...permissionsOf(type), ...permissionsOf(definition)];
    if (!permissions.every((permission) => may(this.planning.viewer, permission)))
      throw new Unplannable(`${type.name}.${definition.name} is not for the role ${this.planning.viewer.role}`);
    return { node, definition };
  }

  private demandRecord({ access, type }: Model): void {
    if (!access || !may(this.planning.viewer, access.record))
      throw new Unplannable(`${type} is not for the role ${this.planning.viewer.role}`);
  }

  private objectType(name: string): GraphQLObjectType {
    const type = this.planning.schema.getType(name);
    if (!isObjectType(type)) throw new Unplannable(`${name} is no object type`);
    return type;
  }
}

/** The direction of a link between two records of one type: a value of `mirroredTable`. */
const DIRECTION = { name: 'direction', sqlType: 'text', nullable: false } as const;

const HEAD = `(SELECT epoch || ' ' || seq FROM change_head)`;

/** JavaScript objects take this name for their prototype. */
function checkKey(key: string): void {
  if (key === '__proto__') throw new Unplannable('a field is named __proto__');
}

/** Adds a slot, unless there is an equal one. @returns its number */
function add(slots: Slot[], slot: Slot): number {
  const known = slots.findIndex((other) => isSame(other, slot));
  return known >= 0 ? known : slots.push(slot) - 1;
}

function isSame(one: Slot, other: Slot): boolean {
  return one.kind === 'sql' && other.kind === 'sql' && one.sql === other.sql;
}

function usesCursor(parts: readonly PagePart[]): boolean {
  return parts.some(
    (part) =>
      (part.kind === 'edges' && part.fields.some(({ kind }) => kind === 'cursor')) ||
      (part.kind === 'bounds' && part.fields.some(({ name }) => name === 'startCursor' || name === 'endCursor')),
  );
}

/** The names of the variables in the arguments of a field. */
function variablesOf(node: FieldNode): string[] {
  const names = new Set<string>();
  for (const argument of node.arguments ?? []) visit(argument, { Variable: ({ name }) => void names.add(name.value) });
  return [...names];
}
