import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../../moment';
import { Day, Decimal } from '../../scalars';
import { onceFor } from '../../once-for';
import type { EnumObject, FilterKind } from '../readable';
import { addField, inputClass, type TypeClass } from './dynamic';
import { enumName } from './enums';

const EQUALS = 'Equal to the value.';
const DIFFERS = 'Not equal to the value. Also matches records without a value.';
const ONE_OF = 'Equal to one of the values. An empty list matches nothing.';
const NONE_OF = 'Equal to none of the values. An empty list matches everything, and records without a value match too.';
const IS_NULL = 'If true, the record has no value; if false, it has one.';
const LESS = 'Less than the value, or earlier than it.';
const AT_MOST = 'Less than or equal to the value, or not later than it.';
const MORE = 'Greater than the value, or later than it.';
const AT_LEAST = 'Greater than or equal to the value, or not earlier than it.';

/** `eq, ne, in, notIn, isNull`, for every scalar except Boolean and for enums, but not for lists. */
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
  const filter = equalityFilter('StringFilter', 'Conditions on a text. All given conditions must hold.', () => String);
  addField(filter, 'contains', () => String, {
    description: 'Contains the text, ignoring case.',
    nullable: true,
  });
  addField(filter, 'startsWith', () => String, {
    description: 'Starts with the text, ignoring case.',
    nullable: true,
  });
  addField(filter, 'endsWith', () => String, { description: 'Ends with the text, ignoring case.', nullable: true });
  addField(filter, 'eqIgnoreCase', () => String, {
    description: 'Equal to the text, ignoring case.',
    nullable: true,
  });
  return filter;
}

/** Conditions on a yes-or-no value. */
@InputType('BooleanFilter', { description: 'Conditions on a yes-or-no value. All given conditions must hold.' })
class BooleanFilter {
  @Field(() => Boolean, { description: EQUALS, nullable: true })
  eq?: boolean;
}

/** Conditions on a list of texts. */
@InputType('StringListFilter', { description: 'Conditions on a list of texts. All given conditions must hold.' })
class StringListFilter {
  @Field(() => String, { description: 'The list contains exactly this text.', nullable: true })
  has?: string;

  @Field(() => [String], { description: 'The list contains at least one of these texts.', nullable: true })
  hasAny?: string[];
}

const scalarFilters: Readonly<Record<string, TypeClass>> = {
  ID: equalityFilter('IDFilter', 'Conditions on an id. All given conditions must hold.', () => ID),
  String: stringFilter(),
  Int: rangeFilter('IntFilter', 'Conditions on a whole number. All given conditions must hold.', () => Int),
  Float: rangeFilter('FloatFilter', 'Conditions on a number. All given conditions must hold.', () => Float),
  Decimal: rangeFilter('DecimalFilter', 'Conditions on an amount. All given conditions must hold.', () => Decimal),
  DateTime: rangeFilter('DateTimeFilter', 'Conditions on a moment. All given conditions must hold.', () => DateTime),
  Date: rangeFilter('DateFilter', 'Conditions on a day. All given conditions must hold.', () => Day),
  Boolean: BooleanFilter,
  StringList: StringListFilter,
};

const enumFilter = onceFor((values: EnumObject) => {
  const name = enumName(values);
  const description = `Conditions on a value of ${name}. All given conditions must hold.`;
  return equalityFilter(`${name}Filter`, description, () => values);
});

/** The input type that compares a property of this kind. */
export function filterType(kind: FilterKind): TypeClass {
  return typeof kind === 'string' ? (scalarFilters[kind] as TypeClass) : enumFilter(kind);
}
