import {
  getNamedType,
  isObjectType,
  Kind,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields';
import { getArgumentValues } from 'graphql/execution/values';
import { BadUserInput } from '../errors';
import type { Operation } from '../execution/operation';
import type { Variables } from '../limits/cost';
import { MAX_PAGE } from '../reading/schema/page-types';
import { listOf } from '../reading/work/marks';
import { columnsOf, fieldsBelow, type FileColumn, type Selecting } from './file-columns';
import { FORMATS, type FileFormat } from './file-format';

/** A query whose one root field is a list, as a file reads it. */
export interface FileOperation {
  /** Its name, or else the root field: the name of the file. */
  readonly name: string;
  /** The same query, to be run with some rows of the list at a time. Its root field asks for a full page. */
  readonly part: Operation;
  /** What such a part costs, with the count of the list. */
  readonly priced: Operation;
  /** The keys that lead to the rows in the data of a part: `['programs', 'nodes']`. */
  readonly rows: readonly [root: string, list: string];
  /** Empty for a format without columns. */
  readonly columns: readonly FileColumn[];
  /** The argument `first`. */
  readonly first: number | undefined;
  /** Whether it reads a past state. */
  readonly past: boolean;
}

/** @throws BadUserInput if the operation is not a query of rows, or has what a cell cannot hold */
export function fileOperation(
  schema: GraphQLSchema,
  given: Operation,
  variables: Variables,
  format: FileFormat,
): FileOperation {
  const { document, operation } = given;
  const selecting = { schema, variables, fragments: fragmentsOf(document) };
  const [key, nodes] = rootOf(selecting, operation);
  const [node] = nodes;
  const { field, connection } = listField(schema, node);
  const rows = rowsOf(selecting, connection, nodes);
  return {
    name: operation.name?.value ?? field.name,
    rows: [key, rows.key],
    columns: FORMATS[format].flat ? someColumns(columnsOf(selecting, rows.type, rows.nodes)) : [],
    ...boundOf(field, node, variables),
    ...partsOf(given, nodes, rows.nodes),
  };
}

function fragmentsOf({ definitions }: DocumentNode): Selecting['fragments'] {
  return Object.fromEntries(definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]));
}

function someColumns(columns: readonly FileColumn[]): readonly FileColumn[] {
  if (columns.length > 0) return columns;
  throw new BadUserInput('The file would have no columns; select a field of the rows.');
}

function isFragment(definition: DefinitionNode): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}

interface RootList {
  readonly field: GraphQLField<unknown, unknown>;
  readonly connection: GraphQLObjectType;
}

const ONE_LIST = 'A file is one list: select exactly one root field, and let it be a list such as programs';

/** The fields of a root field, and at least one of them. */
type Nodes = readonly [FieldNode, ...FieldNode[]];

function rootOf(
  { schema, fragments, variables }: Selecting,
  { operation, selectionSet }: OperationDefinitionNode,
): [string, Nodes] {
  const query = schema.getQueryType();
  if (operation !== 'query' || !query)
    throw new BadUserInput(`Only a query can be answered as a file, and this is a ${operation}.`);
  const [root, ...others] = collectFields(schema, fragments, variables, query, selectionSet);
  if (root && others.length === 0) return root as [string, Nodes];
  throw new BadUserInput(`${ONE_LIST}; this query selects ${root ? others.length + 1 : 0} root fields.`);
}

function listField(schema: GraphQLSchema, node: FieldNode): RootList {
  const { value: name } = node.name;
  const field = schema.getQueryType()?.getFields()[name];
  const connection = field && getNamedType(field.type);
  if (!field || !isObjectType(connection) || !listOf(field) || !connection.getFields()['nodes'])
    throw new BadUserInput(`${ONE_LIST}; ${name} is none.`);
  return { field, connection };
}

interface SelectedRows {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly type: GraphQLOutputType;
}

/** The fields of a connection that hold its rows. */
const ROWS: ReadonlySet<string> = new Set(['nodes', 'edges']);
/** Those that say where a page stands in its list. A file has no pages, so it leaves them out: the query of a page is also that of a file. */
const OF_PAGES: ReadonlySet<string> = new Set(['__typename', 'totalCount', 'pageInfo', 'streamCursor']);

/** The one selection of rows in a connection. */
function rowsOf(selecting: Selecting, connection: GraphQLObjectType, fields: Nodes): SelectedRows {
  const found = [...fieldsBelow(selecting, connection, fields)].filter(([, [node]]) => !OF_PAGES.has(nameOf(node)));
  const others = found.filter(([, [node]]) => !ROWS.has(nameOf(node))).map(([key]) => key);
  const [rows, ...more] = found;
  if (others.length > 0)
    throw new BadUserInput(`A file has only rows; leave out ${others.join(', ')}, or ask for application/json.`);
  if (!rows || more.length > 0)
    throw new BadUserInput('A file has the rows of nodes or of edges; select one of the two, once.');
  const [key, nodes] = rows;
  return { key, nodes, type: connection.getFields()[nameOf(nodes[0])]?.type ?? connection };
}

function nameOf(node: FieldNode | undefined): string {
  return node?.name.value ?? '';
}

const FROM_THE_END =
  'A file is read from the beginning of its list; give first instead of last, and turn the order around.';

function boundOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): Pick<FileOperation, 'first' | 'past'> {
  const { first, last, asOf } = getArgumentValues(field, node, variables);
  if (typeof last === 'number') throw new BadUserInput(FROM_THE_END);
  if (typeof first === 'number' && first < 0) throw new BadUserInput(`first is ${first}; give 0 or more.`);
  return { first: typeof first === 'number' ? first : undefined, past: asOf instanceof Date };
}

/** Made once for the fields of a kept document, so that they are compiled and priced once. */
const made = new WeakMap<FieldNode, { readonly nodes: readonly FieldNode[]; readonly parts: Parts }>();

type Parts = Readonly<Record<'part' | 'priced', Pick<Operation, 'document' | 'operation'>>>;

function partsOf(
  given: Operation,
  [root, ...merged]: Nodes,
  rows: readonly FieldNode[],
): Pick<FileOperation, 'part' | 'priced'> {
  const nodes = [...merged, ...rows];
  const known = made.get(root);
  const isKnown =
    known && known.nodes.length === nodes.length && known.nodes.every((one, index) => one === nodes[index]);
  const parts = isKnown ? known.parts : makeParts(given, root, rows);
  if (!isKnown) made.set(root, { nodes, parts });
  const { variables } = given;
  return { part: { ...parts.part, variables }, priced: { ...parts.priced, variables } };
}

function makeParts({ document, operation }: Operation, root: FieldNode, rows: readonly FieldNode[]): Parts {
  const args = (root.arguments ?? []).filter(({ name }) => name.value !== 'first');
  const withRoot = (selections: readonly SelectionNode[]): Parts['part'] => {
    const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
    const page = { ...root, arguments: [...args, FULL_PAGE], selectionSet };
    const changed = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [page] } } as const;
    const definitions = document.definitions.map((definition) => (definition === operation ? changed : definition));
    return { operation: changed, document: { ...document, definitions } };
  };
  return { part: withRoot(rows), priced: withRoot([...rows, TOTAL_COUNT]) };
}

const FULL_PAGE = {
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: 'first' },
  value: { kind: Kind.INT, value: String(MAX_PAGE) },
} as const;
const TOTAL_COUNT = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'totalCount' } } as const;
