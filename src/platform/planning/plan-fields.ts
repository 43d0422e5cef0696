import { getNamedType, isLeafType, type GraphQLObjectType } from 'graphql';
import { snakeCase } from '../naming';
import type { Column } from '../reading/column';
import type { BelongsTo, Linked, Model, ToMany } from '../reading/model';
import { selectedColumns, selectedPage, type PageSelection } from '../reading/selection';
import { addSlot, variablesOf, type Draft, type Nodes, type Place } from './draft';
import { computedPart } from './plan-computed';
import {
  linkOf,
  usesCursor,
  Unplannable,
  type EdgeField,
  type PagePart,
  type PlannedField,
  type PlannedList,
  type PlannedPage,
  type RowValue,
  type Selected,
  type Slot,
} from './plan';
import { MARK, tokenSql } from './tokens';

/** A column as far as its token needs it. */
type Valued = Pick<Column, 'name' | 'sqlType' | 'nullable'>;

/** Where a list begins: at the root, or at a record or a link of other rows. */
export interface ListPlace {
  readonly relation?: ToMany;
  /** The rows that have the list, and the SQL of the id of its parent. */
  readonly of?: { readonly rows: Place['rows']; readonly parent: string };
}

/** The direction of a link between two records of one type: a value of `mirroredTable`. */
const DIRECTION: Valued = { name: 'direction', sqlType: 'text', nullable: false };

const HEAD = `(SELECT epoch || ' ' || seq FROM change_head)`;

/** Plans what is selected of records and of lists, down to their columns. */
export class FieldPlanner {
  constructor(private readonly draft: Draft) {}

  /** The selected fields of a record, and the values that resolvers need of it. @throws Unplannable */
  record(nodes: Nodes, place: Place): { readonly fields: PlannedField[]; readonly values: RowValue[] } {
    const type = this.draft.objectType(place.model.type);
    const fields = this.draft.fieldsOf(type, nodes, (key, inner, selected) =>
      selected ? this.field(key, inner, selected, place) : ({ kind: 'constant', key, value: type.name } as const),
    );
    const columns = selectedColumns(place.model, this.draft.selection(nodes));
    return { fields, values: this.valuesOf(columns, place) };
  }

  /** A connection. @throws Unplannable */
  page(nodes: Nodes, selected: Selected, model: Model, { relation, of }: ListPlace): PlannedPage {
    this.draft.demandRecord(model);
    const linked = linkOf({ relation });
    if (linked) this.draft.demandRecord(linked.link);
    const selection = selectedPage(model, this.draft.selection(nodes), linked);
    const list: PlannedList = {
      kind: 'list',
      ...selected,
      ...this.draft.rows(model, (of?.rows.depth ?? 0) + 1, false),
      index: this.draft.lists.length,
      relation,
      parent: of?.parent,
      width: selection.fields,
      variables: variablesOf(selected.node),
    };
    this.draft.lists.push(list);
    const type = getNamedType(selected.definition.type) as GraphQLObjectType;
    const slots = of?.rows.slots ?? this.draft.slots;
    const parts = this.draft.fieldsOf(
      type,
      nodes,
      (key, inner, part): PagePart =>
        (part && computedPart(this.draft, { key, nodes: inner, selected: part }, list, slots)) ??
        this.part(key, inner, part, list, type),
    );
    list.values.push(
      ...this.valuesOf(selection.columns, recordsOf(list)),
      ...(linked ? this.linkValues(list, linked, selection.edge) : []),
    );
    return { list, parts, ...this.slotsOf(parts, list, selection, slots) };
  }

  /** The slots that the parts of a page need. Resolvers may also need rows for parts that are not planned. */
  private slotsOf(
    parts: readonly PagePart[],
    list: PlannedList,
    selection: PageSelection,
    slots: Slot[],
  ): Pick<PlannedPage, 'rows' | 'total' | 'head' | 'cursor'> {
    const has = (...kinds: PagePart['kind'][]): boolean => parts.some(({ kind }) => kinds.includes(kind));
    const isResolved = this.draft.isPart;
    const needsRows = isResolved ? selection.rows : has('nodes', 'edges', 'bounds', 'head');
    return {
      cursor: usesCursor(parts) ? addSlot(list.slots, { kind: 'cursor' }) : undefined,
      rows: needsRows ? addSlot(slots, { kind: 'rows', list }) : undefined,
      total: has('total') ? addSlot(slots, { kind: 'count', list }) : undefined,
      head: has('head') ? addSlot(slots, { kind: 'sql', sql: HEAD }) : undefined,
    };
  }

  private field(key: string, nodes: Nodes, selected: Selected, place: Place): PlannedField {
    const { model, rows, alias } = place;
    const { name } = selected.definition;
    const relation = model.relations.get(name);
    if (relation?.kind === 'belongsTo') return this.one(key, nodes, selected, relation, place);
    if (relation) {
      // Resolvers read the list once, the statement would read it for each row.
      if (place.shared) throw new Unplannable(`${model.type}.${name} of a record that several rows may share`);
      rows.columns.add('id');
      const of = { rows, parent: `${alias}.id` };
      return { kind: 'page', key, page: this.page(nodes, selected, relation.target, { relation, of }) };
    }
    const column = model.columns.get(name);
    if (!column || model.options.needs?.[name]) throw new Unplannable(`${model.type}.${name}`);
    if (!isLeafType(getNamedType(selected.definition.type))) throw new Unplannable(`${model.type}.${name}`);
    const { slot, marked } = this.value(column, place);
    return { kind: 'column', key, slot, column, marked, type: selected.definition.type };
  }

  /** The slot of a column of a record. */
  private value({ name, sqlType, nullable }: Valued, { rows, alias, optional }: Place): Omit<RowValue, 'property'> {
    if (alias === rows.alias) rows.columns.add(name);
    const marked = optional || nullable;
    const slot = addSlot(rows.slots, { kind: 'sql', sql: tokenSql(`${alias}.${name}`, sqlType, marked) });
    return { slot, marked, sqlType };
  }

  /** The same for a column of a link. The rows of its list have it under a name that begins with `l_`. */
  private linkValue(
    { name, sqlType, nullable }: Valued,
    { alias, slots, linkColumns }: Place['rows'],
  ): Omit<RowValue, 'property'> {
    linkColumns.add(name);
    const slot = addSlot(slots, { kind: 'sql', sql: tokenSql(`${alias}.l_${name}`, sqlType, nullable) });
    return { slot, marked: nullable, sqlType };
  }

  private one(
    key: string,
    nodes: Nodes,
    selected: Selected,
    relation: BelongsTo,
    { rows, alias }: Place,
  ): PlannedField {
    const { target } = relation;
    this.draft.demandRecord(target);
    const reference = snakeCase(relation.by);
    const by = `${alias}.${reference}`;
    if (alias === rows.alias) rows.columns.add(reference);
    const known = rows.joins.find((join) => join.by === by && join.target === target);
    const join = known ?? { alias: this.draft.alias(), target, by };
    if (!known) rows.joins.push(join);
    // Whether the record is there, is there but hidden, or is not there.
    const sql = `CASE WHEN ${join.alias}.id IS NOT NULL THEN '${MARK}' WHEN ${by} IS NOT NULL THEN '-' ELSE '' END`;
    const slot = addSlot(rows.slots, { kind: 'sql', sql });
    const record = this.record(nodes, { rows, alias: join.alias, model: target, optional: true, shared: !rows.single });
    return { kind: 'one', key, slot, one: { ...selected, relation, ...record } };
  }

  private part(
    key: string,
    nodes: Nodes,
    selected: Selected | undefined,
    list: PlannedList,
    { name: type }: GraphQLObjectType,
  ): PagePart {
    if (!selected) return { kind: 'constant', key, value: type };
    const { name, type: fieldType } = selected.definition;
    const inner = getNamedType(fieldType) as GraphQLObjectType;
    switch (name) {
      case 'nodes':
        return { kind: 'nodes', key, fields: this.record(nodes, recordsOf(list)).fields };
      case 'edges':
        return { kind: 'edges', key, fields: this.edge(nodes, inner, list) };
      case 'pageInfo':
        return {
          kind: 'bounds',
          key,
          fields: this.draft.fieldsOf(inner, nodes, (bound, [node]) => ({
            key: bound,
            name: String(node?.name.value),
          })),
        };
      case 'totalCount':
        return { kind: 'total', key };
      case 'streamCursor':
        return { kind: 'head', key };
      default:
        throw new Unplannable(`${type}.${name}`);
    }
  }

  private edge(nodes: Nodes, type: GraphQLObjectType, list: PlannedList): EdgeField[] {
    return this.draft.fieldsOf(type, nodes, (key, inner, selected): EdgeField => {
      if (!selected) return { kind: 'constant', key, value: type.name };
      const { name } = selected.definition;
      if (name === 'cursor') return { kind: 'cursor', key };
      if (name === 'node') return { kind: 'node', key, fields: this.record(inner, recordsOf(list)).fields };
      if (list.relation?.kind !== 'linked') throw new Unplannable(`${type.name}.${name}`);
      return this.linkField(key, inner, selected, list, list.relation);
    });
  }

  /** What an edge shows of its link. */
  private linkField(key: string, nodes: Nodes, selected: Selected, list: PlannedList, linked: Linked): PlannedField {
    const { name, type } = selected.definition;
    const relation = linked.link.relations.get(name);
    if (relation?.kind === 'hasMany') {
      list.linkColumns.add('id');
      const of = { rows: list, parent: `${list.alias}.l_id` };
      return { kind: 'page', key, page: this.page(nodes, selected, relation.target, { relation, of }) };
    }
    const column = linkColumn(linked, name);
    const { slot, marked } = this.linkValue(column, list);
    return { kind: 'column', key, slot, column, marked, type };
  }

  private valuesOf(columns: readonly Column[], place: Place): RowValue[] {
    if (!this.draft.isPart) return [];
    return columns.map((column) => ({ property: column.property, ...this.value(column, place) }));
  }

  private linkValues(list: PlannedList, linked: Linked, edge: readonly string[]): RowValue[] {
    if (!this.draft.isPart) return [];
    return ['linkId', ...edge].map((property) => ({
      property: `$${property}`,
      ...this.linkValue(linkColumn(linked, property), list),
    }));
  }
}

function recordsOf(list: PlannedList): Place {
  return { rows: list, alias: list.alias, model: list.model, optional: false, shared: false };
}

/** @throws Unplannable if the edge has the field from a resolver of its own */
function linkColumn({ link, mirrored }: Linked, property: string): Valued {
  if (property === 'direction' && mirrored) return DIRECTION;
  const column = link.columns.get(property === 'linkId' ? 'id' : property);
  if (!column) throw new Unplannable(`${link.type}.${property}`);
  return column;
}
