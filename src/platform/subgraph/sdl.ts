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
import { ANSWER_BYTES, COST_BUDGET, LIMITS, ROW_BUDGET } from '../limits/limits';
import { fieldCost, WEIGHTLESS, type FieldCost } from '../limits/weights';
import { MAX_PAGE } from '../reading/schema/page-types';

const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';
/** Directives of GraphQL itself, which need no import. */
const BUILT_IN: ReadonlySet<string> = new Set(['deprecated', 'specifiedBy', 'oneOf']);

/** A comment at the top of the SDL. It is not a description, because a common query planner cannot read a description of the schema itself. */
const PREAMBLE = `The directory of a health-equity network: organizations, cores, programs and contacts, the links between
them, and the source of every fact.

Limits of one request: a body of ${LIMITS.body / 1000} kB (${LIMITS.writerBody / 1_000_000} MB for clients that may write), ${LIMITS.tokens} tokens, names of
${LIMITS.name} characters, depth ${LIMITS.depth}, ${LIMITS.aliases} aliases, ${LIMITS.rootFields} root fields, values ${LIMITS.variablesDepth} levels deep, ${MAX_PAGE} records on a page,
${LIMITS.parts} parts, ${LIMITS.operands} values and ${LIMITS.relations} conditions on related records in a filter,
${LIMITS.representations} representations in \`_entities\`, ${LIMITS.operationTime / 1000} s in total, ${LIMITS.streamMessage / 1_000_000} MB for a message of a subscription.
An operation costs 1 for each record that it could return if every page were full, plus the work of the database for
filters, orders, counts, groups and searches. What @skip and @include leave out costs nothing.
Without a credential, an operation may cost ${COST_BUDGET.public}, half of that for one list, and its answer may have
${ROW_BUDGET.public} records and ${ANSWER_BYTES.public / 1_000_000} MB.`;

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
  return `${PREAMBLE.replace(/^/gm, '# ').replace(/ +$/gm, '')}\n\n${print(rootsFirst(document))}\n`;
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
      const weightless = WEIGHTLESS.has(type.name) ? '@cost(weight: 0)' : '';
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
