import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import type { Column, Model } from './model';
import type { Linked } from './relation';

/** What of a page the client selected. */
export interface PageSelection {
  /** Rows are needed: `edges`, `nodes` or `pageInfo` is selected, not only counts. */
  readonly rows: boolean;
  readonly columns: readonly Column[];
  /** The properties of the link that edges show. */
  readonly edge: readonly string[];
}

type Selected = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

const rowSelections = new WeakMap<object, Map<Model, readonly Column[]>>();
const pageSelections = new WeakMap<object, Map<Model, PageSelection>>();

/**
 * The columns that a selection of a record needs. What `@skip` and `@include` decide is left open: at worst a column too many is read.
 * The answer is kept for as long as the compiled document.
 */
export function selectedColumns(model: Model, info: Selected): readonly Column[] {
  return remembered(rowSelections, info.fieldNodes, model, () =>
    columnsFor(model, subfields(info.fieldNodes, info.fragments, model.type)),
  );
}

/** The same for a page, whose records stand under `nodes` and `edges.node`. */
export function selectedPage(model: Model, info: Selected, link?: Linked): PageSelection {
  return remembered(pageSelections, info.fieldNodes, model, () => {
    const page = subfields(info.fieldNodes, info.fragments);
    const edges = subfields(page.get('edges') ?? [], info.fragments);
    const nodes = [...(page.get('nodes') ?? []), ...(edges.get('node') ?? [])];
    return {
      rows: page.has('edges') || page.has('nodes') || page.has('pageInfo'),
      columns: columnsFor(model, subfields(nodes, info.fragments, model.type)),
      edge: (link?.edge ?? []).filter((property) => selectsProperty(edges, property)),
    };
  });
}

/** Whether a field named so, under whatever alias, is selected. */
function selectsProperty(fields: Map<string, FieldNode[]>, property: string): boolean {
  return fields.has(property);
}

function columnsFor(model: Model, fields: Map<string, FieldNode[]>): Column[] {
  const needed = new Set(['id']);
  for (const name of fields.keys()) {
    const relation = model.relations.get(name);
    if (relation?.kind === 'belongsTo') needed.add(relation.by);
    else if (model.columns.has(name)) needed.add(name);
  }
  return [...model.columns.values()].filter((column) => needed.has(column.property));
}

type Fragments = GraphQLResolveInfo['fragments'];

/** The fields selected under the nodes, by name; with `type`, those of fragments on other object types are left out. */
function subfields(nodes: readonly FieldNode[], fragments: Fragments, type?: string): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  for (const node of nodes) {
    if (node.selectionSet) collect(node.selectionSet, fragments, type, found);
  }
  return found;
}

function collect(set: SelectionSetNode, fragments: Fragments, type: string | undefined, into: Map<string, FieldNode[]>): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      into.set(selection.name.value, [...(into.get(selection.name.value) ?? []), selection]);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection;
    if (fragment && applies(fragment.typeCondition?.name.value, type)) {
      collect(fragment.selectionSet, fragments, type, into);
    }
  }
}

/** A fragment on an interface applies to whatever implements it; taking it in for a type that does not costs a column at most. */
function applies(condition: string | undefined, type: string | undefined): boolean {
  return condition === undefined || type === undefined || condition === type || INTERFACES.has(condition);
}

const INTERFACES = new Set(['Node', '_Entity', 'SearchResult', 'CitedRecord']);

function remembered<T>(memory: WeakMap<object, Map<Model, T>>, key: object, model: Model, compute: () => T): T {
  const known = memory.get(key);
  const value = known?.get(model);
  if (value !== undefined) return value;
  const fresh = compute();
  if (known) known.set(model, fresh);
  else memory.set(key, new Map([[model, fresh]]));
  return fresh;
}
