import { Directive, Extensions, Float, Int } from 'type-graphql';
import { onceFor } from '../../once-for';
import { functionsOf, type AggregateFunction } from '../aggregating/measures';
import type { Column } from '../column';
import type { Model } from '../model';
import type { FilterKind } from '../readable';
import { Decimal } from '../../scalars';
import { addField, inputClass, objectClass, weightless, type TypeClass } from './dynamic';
import { describedEnum, enumValue } from './enums';
import { filterType } from './filters';

const MEANING: Readonly<Record<AggregateFunction, string>> = {
  min: 'The smallest, earliest or alphabetically first value; null if there is none.',
  max: 'The greatest, latest or alphabetically last value; null if there is none.',
  avg: 'The mean of the values; of amounts, rounded to two decimals. Null if there is none.',
  sum: 'The sum of the values; null if there is none.',
  countDistinct: 'How many different values there are.',
};

/** The types of one kind of column, by name: `Int` has `IntAggregate`, `IntAggregateFunction` and `IntHaving`. */
interface KindTypes {
  readonly output: TypeClass;
  readonly having: TypeClass;
  readonly functions: object;
}

const kinds = new Map<string, KindTypes>();

function typesOfKind(column: Column, functions: readonly AggregateFunction[]): KindTypes {
  const name = typeof column.filter === 'string' && functions.includes('min') ? column.filter : 'Value';
  const known = kinds.get(name);
  if (known) return known;
  const made = makeKind(name, column, functions);
  kinds.set(name, made);
  return made;
}

function makeKind(name: string, column: Column, functions: readonly AggregateFunction[]): KindTypes {
  const output = weightless(
    objectClass(`${name}Aggregate`, 'What is computed of the values of a field. Records without a value are left out.'),
  );
  Directive('@shareable')(output);
  // The price of an operation has that of each measure.
  Extensions({ measures: true })(output);
  const having = inputClass(
    `${name}Having`,
    'Conditions on what is computed of a field. All given conditions must hold.',
  );
  for (const by of functions) {
    const { type, filter } = resultOf(column, by);
    addField(output, by, () => type, { description: MEANING[by], nullable: by !== 'countDistinct' });
    addField(having, by, () => filterType(filter), { description: MEANING[by], nullable: true });
  }
  const values = Object.fromEntries(functions.map((by) => [enumValue(by), MEANING[by]]));
  return {
    output,
    having,
    functions: describedEnum(`${name}AggregateFunction`, 'What groups can be ordered by.', values),
  };
}

function resultOf(column: Column, by: AggregateFunction): { readonly type: unknown; readonly filter: FilterKind } {
  if (by === 'countDistinct') return { type: Int, filter: 'Int' };
  if (by === 'avg')
    return column.filter === 'Decimal' ? { type: Decimal, filter: 'Decimal' } : { type: Float, filter: 'Float' };
  return { type: column.type(), filter: column.filter };
}

/** What is computed of a model's records, and the conditions and orders of groups by it. */
interface AggregateTypes {
  readonly aggregate: TypeClass;
  readonly having: TypeClass;
  readonly order: TypeClass;
}

export const aggregateTypesOf = onceFor((model: Model): AggregateTypes => {
  const { type, options } = model;
  const { plural } = options;
  const aggregate = weightless(objectClass(`${type}Aggregate`, `What is computed of ${plural}.`));
  const having = inputClass(`${type}Having`, `Conditions on groups of ${plural}. All given conditions must hold.`);
  const order = inputClass(
    `${type}AggregateOrder`,
    `What groups of ${plural} are ordered by: one field with one function.`,
  );
  addField(aggregate, 'count', () => Int, {
    description: `How many ${plural} there are. Each counts once, however many links lead to it.`,
  });
  addField(having, 'and', () => [having], { nullable: true, description: 'All of these conditions hold.' });
  addField(having, 'or', () => [having], { nullable: true, description: 'At least one of these conditions holds.' });
  addField(having, 'not', () => having, { nullable: true, description: 'This condition does not hold.' });
  addField(having, 'count', () => filterType('Int'), { nullable: true, description: 'How many are in the group.' });
  for (const [property, functions] of functionsOf(model)) {
    const column = model.column(property);
    const { description } = column;
    const kind = typesOfKind(column, functions);
    // A field that the viewer may not read is refused by itself.
    addField(aggregate, property, () => kind.output, { description, nullable: true });
    addField(having, property, () => kind.having, { description, nullable: true });
    addField(order, property, () => kind.functions, { description, nullable: true });
  }
  return { aggregate, having, order };
});

/** Adds `aggregate` to a connection. */
export function addAggregate(model: Model, connection: TypeClass): void {
  const { aggregate } = aggregateTypesOf(model);
  addField(connection, 'aggregate', () => aggregate, {
    description: `What is computed of the ${model.options.plural} of the list, on all pages.`,
  });
}
