import { ArgsType, Directive, Extensions, Field, Int, ObjectType } from 'type-graphql';
import { FILLED_VALUES } from '../../limits/limits';
import { capital } from '../../naming';
import { onceFor } from '../../once-for';
import { Node } from '../../record';
import type { Model, Relation } from '../model';
import { addAggregate, aggregateTypesOf } from './aggregate-types';
import { addField, argsClass, inputClass, objectClass, weightless, type TypeClass } from './dynamic';
import { describedEnum } from './enums';
import { typesOf } from './generated-types';
import { groupings, type Grouping } from './groupings';
import { addNarrowing } from './narrowing';
import { DEFAULT_GROUPS, MAX_GROUPS, OrderDirection } from './page-types';

@Directive('@shareable')
@Extensions({ weightless: true })
@ObjectType('RecordGroupKey', { description: 'One of the values that the records of a group share.' })
class GroupKey {
  @Field(() => String, { description: 'The key that the records were grouped by, as named in `by`.', simple: true })
  by!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The shared value: an enum value, a number, the first day of a period, or the id of the related record; null for records without a value.',
    simple: true,
  })
  value!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the related record.', simple: true })
  label!: string | null;

  @Field(() => Node, { nullable: true, description: 'The related record.', simple: true })
  record!: object | null;
}

@ArgsType()
abstract class GroupOptions {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_GROUPS,
    description: `The maximum number of groups, the first ones in their order: 1 to ${MAX_GROUPS}.`,
  })
  first?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: `Whether periods and whole numbers between the first and the last that have no record are groups too, with the count 0. Needs exactly one such key, with at most ${FILLED_VALUES.toLocaleString('en-US')} values from the first to the last.`,
  })
  withEmpty?: boolean | null;
}

/** What a model's groups are, and how they are asked for: the same for all of its connections. */
const groupTypesOf = onceFor((model: Model) => {
  const { type, options } = model;
  const { plural } = options;
  const values = Object.fromEntries([...groupings(model)].map(([name, grouping]) => [name, describe(grouping)]));
  const by = describedEnum(`${type}GroupBy`, `The keys that ${plural} can be grouped by.`, values);
  const group = weightless(objectClass(`${type}Group`, `A group of ${plural} that share values.`));
  addField(group, 'keys', () => [GroupKey], { description: 'The shared values, in the order of `by`.' });
  addField(group, 'count', () => Int, {
    description:
      'How many entries of the list are in the group. A record with several related records counts in the group of each of them.',
  });
  addAggregate(model, group);
  return { by, group, order: orderType(model, by) };
});

function orderType(model: Model, by: object): TypeClass {
  const { type, options } = model;
  const order = inputClass(
    `${type}GroupOrder`,
    `One step of the order of groups of ${options.plural}: count, key or aggregate.`,
  );
  addField(order, 'count', () => Boolean, { nullable: true, description: 'By `count`: give true.' });
  addField(order, 'key', () => by, {
    nullable: true,
    description: 'By one of the keys in `by`; a related record by its name.',
  });
  const { order: ofAggregate } = aggregateTypesOf(model);
  addField(order, 'aggregate', () => ofAggregate, {
    nullable: true,
    description: 'By what is computed of the group: { createdAt: MAX }.',
  });
  addField(order, 'direction', () => OrderDirection, {
    nullable: true,
    defaultValue: OrderDirection.ASC,
    description: 'The direction.',
  });
  return order;
}

const groupArgsOf = onceFor((model: Model): TypeClass => {
  const { by, order } = groupTypesOf(model);
  const args = argsClass(`${model.type}GroupArgs`, GroupOptions);
  addField(args, 'by', () => [by], {
    description: 'What to group by. With several keys, each combination of values is a group.',
  });
  addField(args, 'where', () => typesOf(model).where, {
    nullable: true,
    description: 'Only the records of the list that match.',
  });
  addField(args, 'having', () => aggregateTypesOf(model).having, {
    nullable: true,
    description: 'Only the groups that match.',
  });
  addField(args, 'orderBy', () => [order], {
    nullable: true,
    description:
      'The order of the groups; the largest first if it is left out. Groups that are equal in it: the largest first.',
  });
  const among = amongType(model);
  if (among) {
    addField(args, 'among', () => among, {
      nullable: true,
      description:
        'Which related records are keys: terms of one taxonomy, organizations in one role. Records without any are in the group without a value.',
    });
  }
  return args;
});

function amongType(model: Model): TypeClass | undefined {
  const relations = [...groupings(model).values()].flatMap((one) => (one.kind === 'relation' ? [one.relation] : []));
  if (relations.length === 0) return undefined;
  const among = inputClass(
    `${model.type}GroupAmong`,
    `Which related records are keys of groups of ${model.options.plural}.`,
  );
  for (const relation of relations) {
    const related = relatedAmong(relation);
    addField(among, relation.name, () => related, { nullable: true, description: relation.description });
  }
  return among;
}

const relatedAmong = onceFor((relation: Relation): TypeClass => {
  const { on, name, target } = relation;
  const among = inputClass(`${on.type}${capital(name)}Among`, `Which ${target.options.plural} are keys of groups.`);
  addField(among, 'where', () => typesOf(target).where, {
    nullable: true,
    description: `Only the ${target.options.plural} that match.`,
  });
  if (relation.kind === 'linked') addNarrowing(relation, among);
  return among;
});

/** Adds `groups` to a connection, if the model has keys to group by. */
export function addGroups(model: Model, connection: TypeClass): void {
  if (groupings(model).size === 0) return;
  const { group } = groupTypesOf(model);
  const args = groupArgsOf(model);
  const description = `The ${model.options.plural} of the list, on all pages, grouped and counted.`;
  addField(
    connection,
    'groups',
    () => [group],
    { description },
    () => args,
  );
}

function describe(grouping: Grouping): string {
  if (grouping.kind === 'relation') return grouping.relation.description;
  if (grouping.kind === 'column') return grouping.column.description;
  return `By ${grouping.bucket}: ${grouping.column.description}`;
}
