import fc from 'fast-check';
import {
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  print,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type ArgumentNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Request } from '../../fuzz/client';
import { isConnection } from '../../fuzz/generators/api';
import { declared, directiveOf, fieldOf, nameNode, replaced, variableNode } from './document-nodes';

/** One way to write a document differently. The numbers choose where. */
export interface Change {
  readonly kind: keyof typeof CHANGES;
  readonly at: number;
  readonly other: number;
}

interface Spot {
  readonly set: SelectionSetNode;
  readonly type: GraphQLCompositeType;
}

/** A document while it is changed. */
interface Draft {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** For names that nothing else in the document has. */
  readonly number: number;
}

type Result = Pick<Draft, 'document' | 'variables'> | undefined;
type Numbers = Pick<Change, 'at' | 'other'>;

/**
 * Changes of documents: fragments that are spread in several places, `__typename`, `@skip` and `@include`, fields that are selected again or merged,
 * parts of connections, default values of variables, and variables that are null.
 */
const CHANGES = {
  shareFragment,
  addTypename,
  addFlag,
  selectAgain,
  mergeField,
  addPart,
  onNode,
  reorder,
  addDefault,
  addNull,
};

export function changes(): fc.Arbitrary<readonly Change[]> {
  const change = fc.record({
    kind: fc.constantFrom(...(Object.keys(CHANGES) as Change['kind'][])),
    at: fc.nat({ max: 1_000 }),
    other: fc.nat({ max: 1_000 }),
  });
  return fc.array(change, { maxLength: 6 });
}

/** The request with all changes that leave its document valid. */
export function changed(schema: GraphQLSchema, { query, variables = {} }: Request, all: readonly Change[]): Request {
  let draft: Draft = { schema, document: parse(query, { noLocation: true }), variables, number: 0 };
  for (const change of all) {
    const made = CHANGES[change.kind](draft, change);
    const next = made && { ...draft, ...made, number: draft.number + 1 };
    if (next && validate(schema, next.document, undefined, { maxErrors: 1 }).length === 0) draft = next;
  }
  return { query: print(draft.document), variables: draft.variables };
}

function shareFragment(draft: Draft, { at, other }: Numbers): Result {
  const spots = spotsOf(draft);
  const spot = spots[at % spots.length] as Spot;
  const alike = spots.filter(({ type }) => type === spot.type);
  const target = alike[other % alike.length] as Spot;
  const name = `S${draft.number}`;
  const spread: SelectionNode = { kind: Kind.FRAGMENT_SPREAD, name: nameNode(name) };
  const also = target === spot ? [] : target.set.selections;
  const document = replaced(draft.document, [
    [spot.set, [spread]],
    [target.set, other % 2 === 0 ? [spread, ...also] : [...also, spread]],
  ]);
  const fragment = parse(`fragment ${name} on ${spot.type.name} ${print(spot.set)}`, { noLocation: true });
  return { ...draft, document: { ...document, definitions: [...document.definitions, ...fragment.definitions] } };
}

function addTypename(draft: Draft, { at, other }: Numbers): Result {
  const { set } = spotAt(draft, at);
  const field = fieldOf(other % 2 === 0 ? '__typename' : `typename${draft.number}: __typename`);
  return { ...draft, document: replaced(draft.document, [[set, [...set.selections, field]]]) };
}

/** With a constant, with a variable, or with a variable that has a default value. */
function addFlag(draft: Draft, { at, other }: Numbers): Result {
  const { set } = spotAt(draft, at);
  const index = other % set.selections.length;
  const [directive, keeps] = other % 3 === 0 ? (['skip', false] as const) : (['include', true] as const);
  const value = other % 5 === 0 ? !keeps : keeps;
  const name = `flag${draft.number}`;
  const isConstant = other % 7 === 0;
  const flag = directiveOf(`@${directive}(if: ${isConstant ? String(value) : `$${name}`})`);
  const selections = set.selections.map((selection, each) =>
    each === index ? { ...selection, directives: [...(selection.directives ?? []), flag] } : selection,
  );
  const document = replaced(draft.document, [[set, selections]]);
  if (isConstant) return { ...draft, document };
  const isDefault = other % 2 === 0;
  return {
    document: declared(
      document,
      name,
      isDefault ? 'Boolean' : 'Boolean!',
      isDefault ? { kind: Kind.BOOLEAN, value } : undefined,
    ),
    variables: isDefault ? draft.variables : { ...draft.variables, [name]: value },
  };
}

/** The same field under an alias. */
function selectAgain(draft: Draft, { at, other }: Numbers): Result {
  const { set } = spotAt(draft, at);
  const field = set.selections[other % set.selections.length];
  if (field?.kind !== Kind.FIELD) return undefined;
  const again: FieldNode = { ...field, alias: nameNode(`again${draft.number}`) };
  const selections = other % 2 === 0 ? [...set.selections, again] : [again, ...set.selections];
  return { ...draft, document: replaced(draft.document, [[set, selections]]) };
}

/** The same field a second time, with a part of its selection. */
function mergeField(draft: Draft, { at, other }: Numbers): Result {
  const { set } = spotAt(draft, at);
  const field = set.selections[other % set.selections.length];
  if (field?.kind !== Kind.FIELD) return undefined;
  const [first] = field.selectionSet?.selections.slice(other % 2) ?? [];
  const selectionSet = field.selectionSet && first && { ...field.selectionSet, selections: [first] };
  const again: FieldNode = { ...field, selectionSet };
  const selections = other % 3 === 0 ? [again, ...set.selections] : [...set.selections, again];
  return { ...draft, document: replaced(draft.document, [[set, selections]]) };
}

const PARTS = [
  'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }',
  'totalCount',
  'edges { cursor node { id } }',
  'edges { __typename node { __typename } }',
  'nodes { id }',
  'nodes { updatedAt }',
  'pageInfo { endCursor }',
  'streamCursor',
  'groups(by: [CREATED_AT_YEAR]) { count }',
] as const;

function addPart(draft: Draft, { at, other }: Numbers): Result {
  const connections = spotsOf(draft).filter(({ type }) => isConnection(type));
  const { set } = connections[at % Math.max(connections.length, 1)] ?? {};
  const part = PARTS[other % PARTS.length] as string;
  return set && { ...draft, document: replaced(draft.document, [[set, [...set.selections, fieldOf(part)]]]) };
}

/** Fields of an interface, or of the union of all entities, on a record whose type is known. */
function onNode(draft: Draft, { at, other }: Numbers): Result {
  const { set, type } = spotAt(draft, at);
  if (!isObjectType(type)) return undefined;
  const texts = [
    '... on Node { id }',
    '... on Node { createdAt ... on Node { version } }',
    `... on _Entity { ... on ${type.name} { __typename } }`,
  ];
  const text = texts[other % texts.length] as string;
  return { ...draft, document: replaced(draft.document, [[set, [...set.selections, fieldOf(text)]]]) };
}

function reorder(draft: Draft, { at }: Numbers): Result {
  const { set } = spotAt(draft, at);
  return { ...draft, document: replaced(draft.document, [[set, [...set.selections].reverse()]]) };
}

/** A number as a variable with a default value; the variable is given in every second case. */
function addDefault(draft: Draft, { at, other }: Numbers): Result {
  const name = `default${draft.number}`;
  let seen = 0;
  let found: ConstValueNode | undefined;
  const document = visit(draft.document, {
    Argument: (node) => {
      if (node.value.kind !== Kind.INT || (seen += 1) !== (at % 3) + 1) return undefined;
      found = node.value;
      return { ...node, value: variableNode(name) } satisfies ArgumentNode;
    },
  });
  if (!found) return undefined;
  const given = other % 2 === 0 ? { [name]: other % 4 } : {};
  return { document: declared(document, name, 'Int', found), variables: { ...draft.variables, ...given } };
}

/** An argument that is a variable without a value, or null. */
function addNull(draft: Draft, { at, other }: Numbers): Result {
  const name = `null${draft.number}`;
  const { schema } = draft;
  const fields = spotsOf(draft).flatMap(({ set, type }) =>
    set.selections.flatMap((field) => {
      if (field.kind !== Kind.FIELD || !isObjectType(type)) return [];
      const { args = [] } = type.getFields()[field.name.value] ?? {};
      const left = args.filter((each) => field.arguments?.every((given) => given.name.value !== each.name));
      return left.map((argument) => ({ set, field, argument }));
    }),
  );
  const { set, field, argument } = fields[at % Math.max(fields.length, 1)] ?? {};
  if (!set || !argument || schema.getType(String(argument.type)) === undefined) return undefined;
  const node: ArgumentNode = { kind: Kind.ARGUMENT, name: nameNode(argument.name), value: variableNode(name) };
  const selections = set.selections.map((each) =>
    each === field ? { ...field, arguments: [...(field.arguments ?? []), node] } : each,
  );
  const document = replaced(draft.document, [[set, selections]]);
  const given = other % 2 === 0 ? { [name]: null } : {};
  return { document: declared(document, name, String(argument.type)), variables: { ...draft.variables, ...given } };
}

function spotsOf({ schema, document }: Draft): Spot[] {
  const spots: Spot[] = [];
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      SelectionSet: (set) => {
        const type = getNamedType(info.getParentType());
        if (isCompositeType(type)) spots.push({ set, type });
      },
    }),
  );
  return spots;
}

function spotAt(draft: Draft, at: number): Spot {
  const spots = spotsOf(draft);
  return spots[at % spots.length] as Spot;
}
