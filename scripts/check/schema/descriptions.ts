import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

interface Element {
  /** Its schema coordinate, as GraphQL writes it: `Query.program(id:)`. */
  readonly coordinate: string;
  readonly description: string | null | undefined;
}

/** The coordinates of all types, fields, arguments, input fields, enum values and directives that lack a description. */
export function undescribed(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isBuiltIn(type));
  const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  const elements = [
    ...types.flatMap(elementsOf),
    ...directives.flatMap(({ name, description, args }) => [
      { coordinate: `@${name}`, description },
      ...argumentsOf(`@${name}`, args),
    ]),
  ];
  return elements.filter(({ description }) => !description?.trim()).map(({ coordinate }) => coordinate);
}

function isBuiltIn(type: GraphQLNamedType): boolean {
  return isIntrospectionType(type) || isSpecifiedScalarType(type);
}

function elementsOf(type: GraphQLNamedType): Element[] {
  return [{ coordinate: type.name, description: type.description }, ...membersOf(type)];
}

function membersOf(type: GraphQLNamedType): Element[] {
  const within = (name: string): string => `${type.name}.${name}`;
  if (isEnumType(type)) {
    return type.getValues().map(({ name, description }) => ({ coordinate: within(name), description }));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(({ name, description }) => ({ coordinate: within(name), description }));
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    return Object.values(type.getFields()).flatMap(({ name, description, args }) => [
      { coordinate: within(name), description },
      ...argumentsOf(within(name), args),
    ]);
  }
  return [];
}

function argumentsOf(owner: string, args: readonly GraphQLArgument[]): Element[] {
  return args.map(({ name, description }) => ({ coordinate: `${owner}(${name}:)`, description }));
}
