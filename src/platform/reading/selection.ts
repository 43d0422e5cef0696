import {
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import type { Column } from './column';
import type { Linked, Model } from './model';

/** The parts of a page that the client selected. */
export interface PageSelection {
  /** Whether rows are needed: `edges`, `nodes`, `pageInfo` or `streamCursor` is selected, not only counts. */
  readonly rows: boolean;
  /** Whether to return the end of the change log, from the same snapshot as the rows. */
  readonly streamCursor: boolean;
  readonly columns: readonly Column[];
  /** The properties of the link that edges show. */
  readonly edge: readonly string[];
  /** The number of selected fields of a record, aliases included. */
  readonly fields: number;
}

export type Selected = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

const rowSelections = new WeakMap<object, Map<Model, readonly Column[]>>();
const pageSelections = new WeakMap<object, Map<Model, PageSelection>>();

/**
 * The columns that a selection of a record needs. `@skip` and `@include` are ignored, so an unneeded column may be read.
 * The result is cached for as long as the compiled document.
 */
export function selectedColumns(model: Model, info: Selected): readonly Column[] {
  return remembered(rowSelections, info.fieldNodes, model, () =>
    columnsFor(model, subfields(info.fieldNodes, info.fragments, model.type)),
  );
}

/** The fields of a page that need its rows. */
const ROW_FIELDS = ['edges', 'nodes', 'pageInfo', 'streamCursor'];

/** The same for a page, whose records are in `nodes` and `edges.node`. */
export function selectedPage(model: Model, info: Selected, link?: Linked): PageSelection {
  return remembered(pageSelections, info.fieldNodes, model, () => {
    const page = subfields(info.fieldNodes, info.fragments);
    const edges = subfields(page.get('edges') ?? [], info.fragments);
    const nodes = [...(page.get('nodes') ?? []), ...(edges.get('node') ?? [])];
    const fields = subfields(nodes, info.fragments, model.type);
    return {
      fields: [...fields.values()].reduce((sum, field) => sum + field.length, 0),
      rows: ROW_FIELDS.some((field) => page.has(field)),
      streamCursor: page.has('streamCursor'),
      columns: columnsFor(model, fields),
      edge: edgeProperties(link).filter((property) => edges.has(property)),
    };
  });
}

function edgeProperties(link: Linked | undefined): readonly string[] {
  if (!link) return [];
  return link.mirrored ? [...link.edge, 'direction'] : link.edge;
}

function columnsFor(model: Model, fields: Map<string, FieldNode[]>): Column[] {
  const needed = new Set(['id']);
  for (const name of fields.keys()) {
    const relation = model.relations.get(name);
    const needs = relation?.kind === 'belongsTo' ? [relation.by] : (model.options.needs?.[name] ?? [name]);
    for (const property of needs) needed.add(property);
  }
  return [...model.columns.values()].filter((column) => needed.has(column.property));
}

type Fragments = GraphQLResolveInfo['fragments'];

/** The fields selected under the nodes, by name; with `type`, those of fragments on other object types are left out. */
export function subfields(nodes: readonly FieldNode[], fragments: Fragments, type?: string): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  for (const node of nodes) {
    if (node.selectionSet) collect(node.selectionSet, { fragments, type, found, spread });
  }
  return found;
}

interface Collection {
  readonly fragments: Fragments;
  readonly type: string | undefined;
  readonly found: Map<string, FieldNode[]>;
  /** Collects each fragment once, as GraphQL does. */
  readonly spread: Set<string>;
}

function collect(set: SelectionSetNode, into: Collection): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      into.found.set(name, [...(into.found.get(name) ?? []), selection]);
    } else {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? spreadOnce(selection.name.value, into) : selection;
      if (fragment && applies(fragment.typeCondition?.name.value, into.type)) collect(fragment.selectionSet, into);
    }
  }
}

function spreadOnce(name: string, { fragments, spread }: Collection): FragmentDefinitionNode | undefined {
  if (spread.has(name)) return undefined;
  spread.add(name);
  return fragments[name];
}

/** A fragment on a union or an interface applies to its members. If it does not, an unneeded column is read. */
export function applies(condition: string | undefined, type: string | undefined): boolean {
  return condition === undefined || type === undefined || condition === type || ABSTRACT.has(condition);
}

const ABSTRACT = new Set(['Node', '_Entity']);

function remembered<T>(memory: WeakMap<object, Map<Model, T>>, key: object, model: Model, compute: () => T): T {
  const known = memory.get(key);
  const value = known?.get(model);
  if (value !== undefined) return value;
  const fresh = compute();
  if (known) known.set(model, fresh);
  else memory.set(key, new Map([[model, fresh]]));
  return fresh;
}
