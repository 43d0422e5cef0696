import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FieldNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { didYouMean, oneOfAll, suggests, type Subject } from './suggestion';

type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** What other APIs call the parts of a list. */
const IN_LISTS: Readonly<Record<string, string>> = {
  items: 'nodes',
  data: 'nodes',
  results: 'nodes',
  records: 'nodes',
  list: 'nodes',
  node: 'nodes',
  edge: 'edges',
  count: 'totalCount',
  total: 'totalCount',
  size: 'totalCount',
  length: 'totalCount',
};

/** What other APIs call the arguments of a list. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  limit: 'first',
  take: 'first',
  top: 'first',
  perPage: 'first',
  pageSize: 'first',
  offset: 'after',
  skip: 'after',
  page: 'after',
  cursor: 'after',
  filter: 'where',
  filters: 'where',
  filterBy: 'where',
  sort: 'orderBy',
  sortBy: 'orderBy',
  order: 'orderBy',
  search: 'where',
};

/** What other APIs call what a mutation does. */
const VERBS: Readonly<Record<string, string>> = {
  delete: 'archive',
  remove: 'archive',
  destroy: 'archive',
  undelete: 'restore',
  unarchive: 'restore',
  add: 'create',
  insert: 'create',
  edit: 'update',
  modify: 'update',
  patch: 'update',
  save: 'upsert',
};

/** Places of records in an answer, the most usual first. */
const PLACES = ['nodes', 'node'];
/** A type with one of these fields holds records: a list, an edge, or the answer of a mutation. */
const WRAPPING = [...PLACES, 'errors'];

/** Where the field is that a client looks for in a type that has none of this name. */
export function fieldAdvice(subject: Subject, name = '', typeName = ''): string | undefined {
  const type = subject.schema.getType(typeName);
  if (!isComposite(type)) return undefined;
  return (
    (rootsOf(subject).includes(type) ? onRoot(subject, type, name) : withinOrUsual(subject, type, name)) ??
    (isOnEdge(subject, name) ? didYouMean([`edges { ${name} node { … } }`]) : undefined) ??
    (suggests(subject.error.message) ? undefined : oneOfAll(Object.keys(type.getFields()), `fields of ${typeName}`))
  );
}

function rootsOf({ schema }: Subject): unknown[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
}

function onRoot(subject: Subject, type: Composite, name: string): string | undefined {
  const [, verb = '', noun = ''] = /^([a-z]+)([A-Z]\w*)$/.exec(name) ?? [];
  const usual = `${VERBS[verb] ?? verb}${noun}`;
  return type.getFields()[usual] ? didYouMean([`"${usual}"`]) : onOtherRoot(subject, name);
}

/** Such as a mutation in a query. */
function onOtherRoot({ schema }: Subject, name: string): string | undefined {
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  const [keyword] = Object.entries(roots).find(([, root]) => root?.getFields()[name]) ?? [];
  return keyword === undefined ? undefined : didYouMean([`${keyword} { ${name} }`]);
}

function withinOrUsual({ error }: Subject, type: Composite, name: string): string | undefined {
  const fields = type.getFields();
  const usual = IN_LISTS[name];
  if (usual !== undefined && fields[usual]) return didYouMean([`"${usual}"`]);
  // What GraphQL suggests for a record has a similar name. What holds records seldom has the field itself.
  if (!WRAPPING.some((wrapping) => fields[wrapping]) && suggests(error.message)) return undefined;
  return didYouMean(
    fieldsWith(type, name)
      .slice(0, 2)
      .map((field) => `${field} { ${name} }`),
  );
}

/** The fields of a type that lead to records with a field of this name. */
function fieldsWith(type: Composite, name: string): string[] {
  const fields = Object.values(type.getFields()).filter(
    (field) => !needsArguments(field) && !computes(field) && has(field.type, name),
  );
  const rank = (field: string): number => (PLACES.includes(field) ? PLACES.indexOf(field) : PLACES.length);
  return fields.map((field) => field.name).sort((a, b) => rank(a) - rank(b));
}

/** Whether it has what is computed of records, under the names of their fields. */
function computes({ type }: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(type).name.endsWith('Aggregate');
}

function needsArguments({ args }: GraphQLField<unknown, unknown>): boolean {
  return args.some(({ type, defaultValue }) => String(type).endsWith('!') && defaultValue === undefined);
}

/** Whether the edge in which the record stands has the field: data of a link, such as a role. */
function isOnEdge({ schema, document, error: { nodes } }: Subject, name: string): boolean {
  const [wrong] = nodes ?? [];
  if (!document || !wrong) return false;
  const types = new TypeInfo(schema);
  const around: { readonly field: string; readonly type: unknown }[] = [];
  let found = false;
  const field = {
    enter(node: FieldNode): void {
      const place = around.at(-1);
      if (node === wrong && place) found = PLACES.includes(place.field) && hasOrHasOnEdges(place.type, name);
      around.push({ field: node.name.value, type: types.getParentType() });
    },
    leave: (): void => void around.pop(),
  };
  visit(document, visitWithTypeInfo(types, { Field: field }));
  return found;
}

function hasOrHasOnEdges(type: unknown, name: string): boolean {
  if (!isComposite(type)) return false;
  const { [name]: field, edges } = type.getFields();
  return field !== undefined || (edges !== undefined && has(edges.type, name));
}

function has(type: GraphQLOutputType, name: string): boolean {
  const named = getNamedType(type);
  return isComposite(named) && named.getFields()[name] !== undefined;
}

function isComposite(type: unknown): type is Composite {
  return isObjectType(type) || isInterfaceType(type);
}

/** Which argument was meant by one that the field does not have. */
export function argumentAdvice(subject: Subject, name = '', typeName = '', fieldName = ''): string | undefined {
  const type = subject.schema.getType(typeName);
  const field = isComposite(type) ? type.getFields()[fieldName] : undefined;
  if (!field) return undefined;
  const known = field.args.map((argument) => argument.name);
  const usual = ARGUMENTS[name];
  if (usual !== undefined && known.includes(usual)) return `Did you mean "${usual}"?${HOW[usual] ?? ''}`;
  const input = field.args.find((argument) => isInputWith(argument.type, name));
  if (input) return didYouMean([`${input.name}: { ${name}: … }`]);
  return suggests(subject.error.message) ? undefined : oneOfAll(known, `arguments of ${typeName}.${fieldName}`);
}

/** What to give for an argument that other APIs do not have. */
const HOW: Readonly<Record<string, string>> = {
  after: ' A page begins after a cursor, such as the pageInfo.endCursor of the page before it.',
};

function isInputWith(type: unknown, name: string): boolean {
  const named = getNamedType(type as GraphQLOutputType);
  return isInputObjectType(named) && named.getFields()[name] !== undefined;
}
