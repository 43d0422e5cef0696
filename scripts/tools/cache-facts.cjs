// A plugin of graphql-codegen: what normalized caches have to know of the schema.
const { minifyIntrospectionQuery } = require('@urql/introspection');
const { introspectionFromSchema, isAbstractType } = require('graphql');

/** The object types of each interface and union, for Apollo Client. */
function possibleTypes(schema) {
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(abstract.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]));
}

/** The introspection without descriptions and inputs, for graphcache. */
const introspection = (schema) => minifyIntrospectionQuery(introspectionFromSchema(schema));

module.exports.plugin = (schema) => `
/** The object types of each interface and union: \`possibleTypes\` of Apollo's InMemoryCache. */
export const possibleTypes: Record<string, string[]> = ${JSON.stringify(possibleTypes(schema))};

export interface IntrospectedType {
  readonly kind: string;
  readonly name: string;
  readonly fields?: readonly { readonly name: string; readonly type: object; readonly args: readonly object[] }[];
  readonly interfaces?: readonly object[];
  readonly possibleTypes?: readonly object[];
}

/** The types and their fields: \`schema\` of urql's cacheExchange. */
export const introspection: {
  readonly __schema: {
    readonly queryType: { readonly kind: string; readonly name: string };
    readonly mutationType: { readonly kind: string; readonly name: string };
    readonly subscriptionType: { readonly kind: string; readonly name: string };
    readonly types: readonly IntrospectedType[];
    readonly directives: readonly object[];
  };
} = ${JSON.stringify(introspection(schema))};
`;
