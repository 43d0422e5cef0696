import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLResolveInfo,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { applies } from './selection';
import type { Row } from './row';

/** The context of a selection, with its variables. */
export type Selecting = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>;

/** The least bytes of a record in an answer. */
export interface RecordSize {
  /** The bytes of the names of its values. */
  readonly names: number;
  /** How often each property of its row is selected. */
  readonly values: ReadonlyMap<string, number>;
}

/** The characters around a name and its value: quotes, colon and comma. */
const AROUND_NAME = 4;
/** A cursor, which is built from the values of a row. */
const CURSOR = 40;

/** The size of a record of the type. @param nodes the fields of the document that select from it, merged into one object */
export function recordSize(nodes: readonly FieldNode[], selecting: Selecting, type?: string): RecordSize {
  const outputs = outputsOf(nodes, selecting, type);
  const values = new Map<string, number>();
  let names = 2;
  for (const [key, [first]] of outputs) {
    names += key.length + AROUND_NAME;
    const name = String(first?.name.value);
    values.set(name, (values.get(name) ?? 0) + 1);
  }
  return { names, values };
}

/** The size of one row of a page, in its `nodes` and its `edges` together. @param nodes the fields of the document that select the page */
export function pageRowSize(nodes: readonly FieldNode[], selecting: Selecting, type: string): RecordSize {
  const parts: RecordSize[] = [];
  for (const list of outputsOf(nodes, selecting).values()) {
    const name = list[0]?.name.value;
    if (name === 'nodes') parts.push(recordSize(list, selecting, type));
    if (name === 'edges') parts.push(...edgeSizes(list, selecting, type));
  }
  return together(parts);
}

function edgeSizes(edges: readonly FieldNode[], selecting: Selecting, type: string): RecordSize[] {
  const edge = recordSize(edges, selecting);
  const cursors = (edge.values.get('cursor') ?? 0) * CURSOR;
  const links = [...edge.values].map(([name, times]) => [`$${name}`, times] as const);
  const nodes = [...outputsOf(edges, selecting).values()].filter(([first]) => first?.name.value === 'node');
  return [
    { names: edge.names + cursors, values: new Map(links) },
    ...nodes.map((node) => recordSize(node, selecting, type)),
  ];
}

function together(parts: readonly RecordSize[]): RecordSize {
  const values = new Map<string, number>();
  for (const part of parts) for (const [name, times] of part.values) values.set(name, (values.get(name) ?? 0) + times);
  return { names: parts.reduce((sum, part) => sum + part.names, 0), values };
}

/** The size of a row in the answer. */
export function bytesOf(row: Row, { names, values }: RecordSize): number {
  let bytes = names;
  for (const [property, times] of values) bytes += times * lengthOf(row[property]);
  return bytes;
}

export function bytesOfAll(rows: readonly Row[], size: RecordSize): number {
  return rows.reduce((sum, row) => sum + bytesOf(row, size), 0);
}

/** The least bytes of any value in JSON. */
export function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + lengthOf(item) + 1, 1);
}

/** The fields of the answer by response name, without those that `@skip` and `@include` leave out. */
function outputsOf(
  nodes: readonly FieldNode[],
  selecting: Selecting,
  type?: string,
): ReadonlyMap<string, readonly FieldNode[]> {
  const outputs = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (isLeftOut(selection, selecting)) continue;
      if (selection.kind === Kind.FIELD) {
        addOutput(outputs, selection);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? spreadOnce(selection) : selection;
      if (fragment && applies(fragment.typeCondition?.name.value, type)) collect(fragment.selectionSet);
    }
  };
  const spreadOnce = ({ name }: FragmentSpreadNode): FragmentDefinitionNode | undefined => {
    if (spread.has(name.value)) return undefined;
    spread.add(name.value);
    return selecting.fragments[name.value];
  };
  for (const { selectionSet } of nodes) if (selectionSet) collect(selectionSet);
  return outputs;
}

function addOutput(outputs: Map<string, FieldNode[]>, field: FieldNode): void {
  const key = field.alias?.value ?? field.name.value;
  const known = outputs.get(key);
  if (known) known.push(field);
  else outputs.set(key, [field]);
}

function isLeftOut(selection: SelectionNode, { variableValues }: Selecting): boolean {
  if (!selection.directives?.length) return false;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.['if'] === true || include?.['if'] === false;
}
