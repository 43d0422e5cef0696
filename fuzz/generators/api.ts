import {
  buildASTSchema,
  extendSchema,
  getNamedType,
  isEnumType,
  isNonNullType,
  isObjectType,
  isScalarType,
  parse,
  print,
  type DirectiveNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Role } from '../../src/platform/access/viewer';

/** The roles that have each scope of the SDL, see docs/access.md. */
const SCOPES: Readonly<Record<string, readonly Role[]>> = {
  'hub:authorship': ['analyst', 'editor', 'admin'],
  'hub:follow': ['partner', 'editor', 'admin'],
  'hub:write': ['editor', 'admin'],
};
const SEES_ARCHIVED: readonly Role[] = ['analyst', 'editor', 'admin'];

/** The schema as clients see it, built from the SDL that the hub serves, with the fields of a subgraph. */
export function schemaOf(sdl: string): GraphQLSchema {
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const entities = objectTypes(schema).filter(({ astNode }) => directive(astNode, 'key'));
  const union = entities.map(({ name }) => name).join(' | ');
  const more = `scalar _Any union _Entity = ${union} extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`;
  return extendSchema(schema, parse(more), { assumeValidSDL: true });
}

export function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'));
}

/** Whether the type is a Relay connection. */
export function isConnection(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) && type.name.endsWith('Connection') && 'pageInfo' in type.getFields();
}

/** The type of the records in a list. */
export function recordOf(connection: GraphQLObjectType): GraphQLObjectType {
  return getNamedType(connection.getFields()['nodes']?.type) as GraphQLObjectType;
}

/** Fields that need neither arguments nor a selection. */
export function plainFields(type: GraphQLObjectType): GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields()).filter(
    (field) => !isNonNullType(field.args[0]?.type) && isLeaf(field) && field.args.length === 0,
  );
}

export function isLeaf({ type }: GraphQLField<unknown, unknown>): boolean {
  const named = getNamedType(type);
  return isScalarType(named) || isEnumType(named);
}

/** Whether the role may read this field, by the SDL. */
export function mayAsk(role: Role, field: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(field.type);
  const nodes = [field.astNode, 'astNode' in type ? type.astNode : undefined];
  const records = isConnection(type) ? [recordOf(type).astNode] : [];
  return [...nodes, ...records].every((node) => allows(role, node));
}

export function seesArchived(role: Role): boolean {
  return SEES_ARCHIVED.includes(role);
}

type Annotated = { readonly directives?: readonly DirectiveNode[] } | null | undefined;

function directive(node: Annotated, name: string): DirectiveNode | undefined {
  return node?.directives?.find((each) => each.name.value === name);
}

function allows(role: Role, node: Annotated): boolean {
  if (directive(node, 'authenticated') && role === 'public') return false;
  const scopes = directive(node, 'requiresScopes');
  if (!scopes) return true;
  const [, scope = ''] = /"(hub:\w+)"/.exec(print(scopes)) ?? [];
  return SCOPES[scope]?.includes(role) ?? false;
}
