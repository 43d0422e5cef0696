import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

interface Element {
  readonly name: string;
  readonly deprecationReason?: string | null | undefined;
}

/** Says what to use instead, and until when the element stays: "Use `name`; removed after 2027-06-30." */
const REASON = /\buse\b.*\bremoved after \d{4}-\d{2}-\d{2}\b/i;

/** The deprecated elements whose reason does not say what to use instead and when they are removed. */
export function unclearDeprecations(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    elementsOf(type)
      .filter(({ deprecationReason }) => deprecationReason && !REASON.test(deprecationReason))
      .map(({ name, deprecationReason }) => `${type.name}.${name}: "${deprecationReason ?? ''}"`),
  );
}

function elementsOf(type: GraphQLNamedType): readonly Element[] {
  if (type.name.startsWith('__')) return [];
  if (isEnumType(type)) return type.getValues();
  if (isInputObjectType(type)) return Object.values(type.getFields());
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    field,
    ...field.args.map(({ name, deprecationReason }) => ({ name: `${field.name}(${name}:)`, deprecationReason })),
  ]);
}
