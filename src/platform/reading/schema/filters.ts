import { GraphQLDate } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../../moment';
import { onceFor } from '../../once-for';
import type { EnumObject, FilterKind } from '../readable';
import { addField, inputClass, type TypeClass } from './dynamic';
import { enumName } from './enums';

const EQUALS = 'Equal to the value.';
const DIFFERS = 'Different from the value; a record without a value differs from every value.';
const ONE_OF = 'Equal to one of the values; an empty list matches nothing.';
const NONE_OF = 'Equal to none of the values; an empty list matches everything.';
const IS_NULL = 'true: has no value; false: has one.';
const LESS = 'Less than, or earlier than, the value.';
const AT_MOST = 'At most, or not later than, the value.';
const MORE = 'Greater than, or later than, the value.';
const AT_LEAST = 'At least, or not earlier than, the value.';

/** `eq, ne, in, notIn, isNull`, which every scalar but a list and a Boolean has. */
function equalityFilter(name: string, description: string, type: () => unknown): TypeClass {
  const filter = inputClass(name, description);
  addField(filter, 'eq', type, { description: EQUALS, nullable: true });
  addField(filter, 'ne', type, { description: DIFFERS, nullable: true });
  addField(filter, 'in', () => [type()], { description: ONE_OF, nullable: true });
  addField(filter, 'notIn', () => [type()], { description: NONE_OF, nullable: true });
  addField(filter, 'isNull', () => Boolean, { description: IS_NULL, nullable: true });
  return filter;
}

function rangeFilter(name: string, description: string, type: () => unknown): TypeClass {
  const filter = equalityFilter(name, description, type);
  addField(filter, 'lt', type, { description: LESS, nullable: true });
  addField(filter, 'lte', type, { description: AT_MOST, nullable: true });
  addField(filter, 'gt', type, { description: MORE, nullable: true });
  addField(filter, 'gte', type, { description: AT_LEAST, nullable: true });
  return filter;
}

function stringFilter(): TypeClass {
  const filter = equalityFilter('StringFilter', 'Conditions on a text; all that are given must hold.', () => String);
  addField(filter, 'contains', () => String, {
    description: 'Contains the text, whatever the case of its letters.',
    nullable: true,
  });
  addField(filter, 'startsWith', () => String, {
    description: 'Starts with the text, whatever the case of its letters.',
    nullable: true,
  });
  return filter;
}

/** Conditions on a yes-or-no value. */
@InputType('BooleanFilter', { description: 'Conditions on a yes-or-no value; all that are given must hold.' })
class BooleanFilter {
  @Field(() => Boolean, { description: EQUALS, nullable: true })
  eq?: boolean;
}

/** Conditions on a list of texts. */
@InputType('StringListFilter', { description: 'Conditions on a list of texts; all that are given must hold.' })
class StringListFilter {
  @Field(() => String, { description: 'The list has the text, exactly as written.', nullable: true })
  has?: string;

  @Field(() => [String], { description: 'The list has at least one of the texts.', nullable: true })
  hasAny?: string[];
}

const scalarFilters: Readonly<Record<string, TypeClass>> = {
  ID: equalityFilter('IDFilter', 'Conditions on an id; all that are given must hold.', () => ID),
  String: stringFilter(),
  Int: rangeFilter('IntFilter', 'Conditions on a whole number; all that are given must hold.', () => Int),
  Float: rangeFilter('FloatFilter', 'Conditions on a number; all that are given must hold.', () => Float),
  DateTime: rangeFilter('DateTimeFilter', 'Conditions on a moment; all that are given must hold.', () => DateTime),
  Date: rangeFilter('DateFilter', 'Conditions on a day; all that are given must hold.', () => GraphQLDate),
  Boolean: BooleanFilter,
  StringList: StringListFilter,
};

const enumFilter = onceFor((values: EnumObject) => {
  const name = enumName(values);
  const description = `Conditions on a value of ${name}; all that are given must hold.`;
  return equalityFilter(`${name}Filter`, description, () => values);
});

/** The input type that compares a property of this kind. */
export function filterType(kind: FilterKind): TypeClass {
  return typeof kind === 'string' ? (scalarFilters[kind] as TypeClass) : enumFilter(kind);
}
