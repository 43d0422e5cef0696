import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import { MAX_LINKS } from './path.statement';

export const DEFAULT_LENGTH = 4;
export const MAX_LENGTH = 6;

@ArgsType()
export class PathArgs {
  @Field(() => ID, { description: 'The id of the record where the path begins.' })
  from!: string;

  @Field(() => ID, { description: 'The id of the record where it ends.' })
  to!: string;

  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_LENGTH,
    description: `The most steps that the path may have: 1 to ${MAX_LENGTH}. A search that would follow more than ${MAX_LINKS} links is refused; it follows fewer with a smaller number.`,
  })
  maxLength?: number | null;
}

@ObjectType('PathStep', { description: 'A step of a path: from one record to another, over a link or a reference.' })
export class PathStep {
  @Field(() => String, {
    description:
      'The field that the step follows, with the type that has it: `Program.organizations`. It is a field of `from`, or, where that type has none, of `to`.',
  })
  relation!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the link; null for a reference such as `Program.core`, which is a value of a record.',
  })
  linkId!: string | null;

  /** For `from`, `to` and `link`: the tables and the ids. */
  readonly way!: number;
  readonly fromId!: string;
  readonly toId!: string;
}
