import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import {
  isObjectType,
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  type SchemaDefinitionNode,
} from 'graphql';
import { permissionsOf } from '../access/attach-guards';
import { holdersOf, type Permission } from '../access/permissions';
import { KEY_ROLES } from '../access/viewer';
import { fieldCost, isWeightless, type FieldCost } from '../limits/weights';
import { LIMITS_DESCRIPTION, SCHEMA_DESCRIPTION } from '../schema-description';

const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';
/** Directives of GraphQL itself, which need no import. */
const BUILT_IN: ReadonlySet<string> = new Set(['deprecated', 'specifiedBy', 'oneOf']);

/**
 * The SDL for composers: the hub's own types with the directives of Federation 2.9. The costs of fields come from the
 * same table that the hub counts with, and the permissions from the same one that it checks. The same code always prints the same bytes.
 */
export function subgraphSdl(schema: GraphQLSchema): string {
  const priced = annotated(getDocumentNodeFromSchema(schema), schema);
  const imports = directivesOf(priced).map((name) => `"@${name}"`);
  const link = directives(`@link(url: "${FEDERATION}", import: [${imports.join(', ')}])`);
  const document = visit(priced, {
    SchemaDefinition: (node): SchemaDefinitionNode => ({ ...node, description: undefined, directives: link }),
  });
  // A comment instead of a description, because a common query planner cannot read a description of the schema itself.
  const preamble = `${SCHEMA_DESCRIPTION}\n\n${LIMITS_DESCRIPTION}`;
  return `${preamble.replace(/^/gm, '# ').replace(/ +$/gm, '')}\n\n${print(rootsFirst(document))}\n`;
}

/** The root types first, then all types by name, so that a new type adds lines in one place and moves no others. */
const FIRST = ['Query', 'Mutation', 'Subscription'];

export function rootsFirst(document: DocumentNode): DocumentNode {
  const rank = (node: DefinitionNode): string => {
    const name = 'name' in node ? String(node.name?.value) : '';
    return FIRST.includes(name) ? `${FIRST.indexOf(name)}` : name;
  };
  return {
    ...document,
    definitions: [...document.definitions].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)),
  };
}

function annotated(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition: (node) => {
      const type = schema.getType(node.name.value);
      if (!isObjectType(type)) return undefined;
      const weightless = isWeightless(type) ? '@cost(weight: 0)' : '';
      return {
        ...node,
        fields: (node.fields ?? []).filter((field) => !isApiOnly(type, field)).map((field) => pricedField(field, type)),
        directives: [
          ...(node.directives ?? []),
          ...directives(`${weightless} ${accessDirective(permissionsOf(type))}`),
        ],
      };
    },
  });
}

/** Fields that two subgraphs cannot both have. */
function isApiOnly(type: GraphQLObjectType, { name }: FieldDefinitionNode): boolean {
  return type.getFields()[name.value]?.extensions['apiOnly'] === true;
}

function pricedField(node: FieldDefinitionNode, type: GraphQLObjectType): FieldDefinitionNode {
  const field = type.getFields()[node.name.value];
  if (!field) return node;
  const cost = fieldCost(type, field);
  const added = directives(
    `${costDirective(cost)} ${listDirective(cost, node)} ${accessDirective(permissionsOf(field))}`,
  );
  return {
    ...node,
    arguments: (node.arguments ?? []).map((argument) => pricedArgument(argument, cost)),
    directives: [...(node.directives ?? []), ...added],
  };
}

function pricedArgument(node: InputValueDefinitionNode, { argumentWeights }: FieldCost): InputValueDefinitionNode {
  const weight = argumentWeights[node.name.value];
  if (weight === undefined) return node;
  return { ...node, directives: [...(node.directives ?? []), ...directives(`@cost(weight: ${weight})`)] };
}

function costDirective({ weight, usualWeight }: FieldCost): string {
  return weight === usualWeight ? '' : `@cost(weight: ${weight})`;
}

function listDirective({ list }: FieldCost, { arguments: given = [] }: FieldDefinitionNode): string {
  // The directive cannot express that the length of a bulk is in its input.
  if (!list || list.bulk) return '';
  const sized = list.arguments.length > 0;
  // The default of the argument is then the assumed size. A common composer refuses a directive with both.
  const hasDefault = given.some(({ name, defaultValue }) => defaultValue && list.arguments.includes(name.value));
  const parts = [
    ...(hasDefault ? [] : [`assumedSize: ${list.assumed}`]),
    ...(sized ? [`slicingArguments: ${JSON.stringify(list.arguments)}`] : []),
    ...(list.sizedFields ? [`sizedFields: ${JSON.stringify(list.sizedFields)}`] : []),
    ...(sized ? ['requireOneSlicingArgument: false'] : []),
  ];
  return `@listSize(${parts.join(', ')})`;
}

/** A field for all signed-in clients needs no scope; any other needs one for each permission. */
function accessDirective(permissions: readonly Permission[]): string {
  const scopes = permissions
    .filter((permission) => holdersOf(permission).length < KEY_ROLES.length)
    .map((permission) => `"hub:${permission.toLowerCase()}"`);
  if (scopes.length > 0) return `@requiresScopes(scopes: [[${scopes.join(', ')}]])`;
  return permissions.length > 0 ? '@authenticated' : '';
}

/** Parses directives in SDL. */
function directives(text: string): readonly ConstDirectiveNode[] {
  if (text.trim() === '') return [];
  const [carrier] = parse(`extend scalar Carrier ${text}`, { noLocation: true }).definitions;
  return carrier?.kind === Kind.SCALAR_TYPE_EXTENSION ? (carrier.directives ?? []) : [];
}

function directivesOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, { Directive: ({ name }) => void names.add(name.value) });
  return [...names].filter((name) => !BUILT_IN.has(name)).sort();
}
