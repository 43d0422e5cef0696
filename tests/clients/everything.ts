import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** How many records of each list are read. */
const FIRST = 4;

/** Writes selections of all fields that can be read without an argument, so that a new field is tested without being named. */
export class Everything {
  constructor(private readonly schema: GraphQLSchema) {}

  /** @param depth how many records deep: 0 for the values of a record alone */
  of(type: string, depth: number): string {
    return this.selection(this.schema.getType(type) as GraphQLNamedType, depth);
  }

  /** The object types with an id. */
  nodeTypes(): readonly GraphQLObjectType[] {
    return Object.values(this.schema.getTypeMap()).filter(
      (type): type is GraphQLObjectType => isObjectType(type) && 'id' in type.getFields(),
    );
  }

  private selection(type: GraphQLNamedType, depth: number): string {
    if (isInterfaceType(type)) return 'id' in type.getFields() ? '{ __typename id }' : '{ __typename }';
    if (!isObjectType(type)) return '';
    const fields = Object.values(type.getFields()).flatMap((field) => this.field(field, depth));
    return `{ __typename ${fields.join(' ')} }`;
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string[] {
    const type = getNamedType(field.type);
    // Of what is computed, only the number: a list has very many values.
    if (type.name.endsWith('Aggregate')) return [`${field.name} { count }`];
    if (field.args.some(isRequiredArgument)) return [];
    if (isLeafType(type)) return [field.name];
    const deeper = isObjectType(type) && ('id' in type.getFields() || 'edges' in type.getFields()) ? depth - 1 : depth;
    const isPart = ['edges', 'nodes', 'node', 'pageInfo'].includes(field.name);
    if (deeper < 0 && !isPart) return [];
    const first = field.args.some((argument) => argument.name === 'first') ? `(first: ${FIRST})` : '';
    return [`${field.name}${first} ${this.selection(type, isPart ? depth : deeper)}`];
  }
}
