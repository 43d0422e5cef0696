import {
  getNamedType,
  getNullableType,
  GraphQLString,
  isAbstractType,
  isLeafType,
  isListType,
  type FieldNode,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';
import { BadUserInput } from '../errors';

/** A column of a file: a value of each row. */
export interface FileColumn {
  /** The keys that lead to the value: `['core', 'name']`. */
  readonly path: readonly string[];
  readonly type: GraphQLLeafType;
}

type CollectArguments = Parameters<typeof collectSubfields>;

/** A document with its variables, as GraphQL reads selections of it. */
export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: CollectArguments[1];
  readonly variables: CollectArguments[2];
}

/** The merged fields below some fields of an object type, by their response keys. */
export function fieldsBelow(
  { schema, fragments, variables }: Selecting,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Map<string, readonly FieldNode[]> {
  return collectSubfields(schema, fragments, variables, type, nodes);
}

/**
 * The columns of the rows that some fields select: the response keys, those of related records behind the key of the relation.
 * @throws BadUserInput for a list of objects
 */
export function columnsOf(selecting: Selecting, type: GraphQLOutputType, nodes: readonly FieldNode[]): FileColumn[] {
  const found = new Map<string, FileColumn>();
  collect(selecting, type, nodes, [], found);
  return [...found.values()];
}

function collect(
  selecting: Selecting,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  path: readonly string[],
  found: Map<string, FileColumn>,
): void {
  for (const object of objectsOf(selecting.schema, type)) {
    for (const [key, fields] of fieldsBelow(selecting, object, nodes)) {
      const field = typeOfField(object, fields);
      const inner = [...path, key];
      const named = getNamedType(field);
      if (isLeafType(named)) found.set(inner.join('.'), { path: inner, type: named });
      else if (isListType(getNullableType(field))) throw listInCell(inner);
      else collect(selecting, field, fields, inner, found);
    }
  }
}

/** The types that an object of the type may have. */
function objectsOf(schema: GraphQLSchema, type: GraphQLOutputType): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  return isAbstractType(named) ? schema.getPossibleTypes(named) : [named as GraphQLObjectType];
}

/** @param nodes valid fields of the type */
function typeOfField(object: GraphQLObjectType, nodes: readonly FieldNode[]): GraphQLOutputType {
  const name = nodes[0]?.name.value ?? '';
  const field = object.getFields()[name];
  // Only `__typename` is no field of its type.
  return field ? field.type : GraphQLString;
}

function listInCell(path: readonly string[]): BadUserInput {
  return new BadUserInput(
    `"${path.join('.')}" is a list, and a cell holds one value; leave it out, ask for its totalCount, or ask for application/x-ndjson.`,
  );
}
