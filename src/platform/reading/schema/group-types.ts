import { ArgsType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { onceFor } from '../../once-for';
import type { Column } from '../column';
import type { Model, Relation } from '../model';
import { addField, argsClass, type TypeClass } from './dynamic';
import { describedEnum, enumValue } from './enums';
import { typesOf } from './generated-types';
import { DEFAULT_GROUPS, MAX_GROUPS } from './page-types';

/** A truncation that Postgres' `date_trunc` knows. */
export type Bucket = 'day' | 'month' | 'year';

/** One key that records can be grouped by. */
export type Grouping =
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'bucket'; readonly column: Column; readonly bucket: Bucket }
  | { readonly kind: 'relation'; readonly relation: Relation };

@Directive('@shareable')
@ObjectType('RecordGroupKey', { description: 'One of the values that the records of a group share.' })
export class GroupKey {
  @Field(() => String, { description: 'The key that the records were grouped by, as named in `by`.' })
  by!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The shared value: an enum value, a number, the first day of a period, or the id of the related record; null for records without a value.',
  })
  value!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the related record.' })
  label!: string | null;
}

@Directive('@shareable')
@ObjectType('RecordGroup', { description: 'A group of records that share values, with their number.' })
export class Group {
  @Field(() => [GroupKey], { description: 'The shared values, in the order of `by`.' })
  keys!: GroupKey[];

  @Field(() => Int, {
    description:
      'How many records are in the group. A record with several related records counts in the group of each of them.',
  })
  count!: number;
}

@ArgsType()
abstract class GroupLimit {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_GROUPS,
    description: `The maximum number of groups, the largest first: 1 to ${MAX_GROUPS}.`,
  })
  first?: number | null;
}

/** The keys that a model's records can be grouped by, under the names of the enum's values. */
export function groupings(model: Model): Map<string, Grouping> {
  const all = new Map<string, Grouping>();
  for (const column of model.columns.values()) {
    if (!column.groupable) continue;
    const name = enumValue(column.property);
    if (column.filter !== 'DateTime' && column.filter !== 'Date') all.set(name, { kind: 'column', column });
    else
      for (const bucket of ['day', 'month', 'year'] as const) {
        all.set(`${name}_${bucket.toUpperCase()}`, { kind: 'bucket', column, bucket });
      }
  }
  for (const relation of model.relations.values()) {
    if (relation.groupable) all.set(enumValue(relation.name), { kind: 'relation', relation });
  }
  return all;
}

/** The arguments, the same for all connections of a model. */
const groupArgsOf = onceFor((model: Model): TypeClass => {
  const values = Object.fromEntries([...groupings(model)].map(([name, grouping]) => [name, describe(grouping)]));
  const by = describedEnum(`${model.type}GroupBy`, `The keys that ${model.options.plural} can be grouped by.`, values);
  const args = argsClass(`${model.type}GroupArgs`, GroupLimit);
  addField(args, 'by', () => [by], {
    description: 'What to group by. With several keys, each combination of values is a group.',
  });
  addField(args, 'where', () => typesOf(model).where, {
    nullable: true,
    description: 'Only the records of the list that match.',
  });
  return args;
});

/** Adds `groups(by:, where:, first:)` to a connection, if the model has keys to group by. */
export function addGroups(model: Model, connection: TypeClass): void {
  if (groupings(model).size === 0) return;
  const args = groupArgsOf(model);
  const description = `The ${model.options.plural} of the list, on all pages, grouped and counted; the largest group first.`;
  addField(
    connection,
    'groups',
    () => [Group],
    { description },
    () => args,
  );
}

function describe(grouping: Grouping): string {
  if (grouping.kind === 'relation') return grouping.relation.description;
  if (grouping.kind === 'column') return grouping.column.description;
  return `By ${grouping.bucket}: ${grouping.column.description}`;
}
