import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { QualityRule } from '../platform/quality-rule';
import { emptyEnum } from '../platform/reading/schema/enums';

export const DEFAULT_RECORDS = 20;
export const MAX_RECORDS = 100;

const names = emptyEnum('QualityRule', 'Something that editors should look at.');

/** Gives the enum a value for each rule. Call it before the schema is built. */
export function nameRules(rules: readonly QualityRule[]): void {
  names.fill(rules.map(({ name, title }) => [name, name, `${title}.`]));
}

@ArgsType()
export class QualityArgs {
  @Field(() => [names.values], {
    nullable: true,
    description: 'Only these rules. If left out, all of them; for an empty list, none.',
  })
  rules?: string[] | null;
}

@ArgsType()
export class QualityRecordsArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_RECORDS,
    description: `The maximum number of records: 1 to ${MAX_RECORDS}.`,
  })
  first?: number | null;
}

/** A rule, and the records that it finds. */
@ObjectType('QualityItem', { description: 'Something that editors should look at, and the records that it is about.' })
export class QualityItem {
  @Field(() => names.values, { description: 'The rule.', simple: true })
  rule!: string;

  @Field(() => String, { description: 'What it finds, in words.', simple: true })
  title!: string;
}
