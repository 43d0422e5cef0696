import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { RecordType } from '../platform/reading';
import { DuplicateReason, LIKELY } from '../platform/reading/alike';

export const DEFAULT_PAIRS = 20;
export const MAX_PAIRS = 100;

export interface DuplicatesArguments {
  /** A value of `RecordType`. */
  readonly type: string;
  readonly minScore?: number | null;
  readonly first?: number | null;
}

/** @param compared what can be alike, in words */
export function duplicatesArgs(compared: string): new () => DuplicatesArguments {
  @ArgsType()
  class DuplicatesArgs {
    @Field(() => RecordType, { description: `The type of the records. ${compared}.` })
    type!: string;

    @Field(() => Float, {
      nullable: true,
      defaultValue: LIKELY,
      description: 'The least score: 0 to 1. A lower one finds more pairs, and more that are not the same.',
    })
    minScore?: number | null;

    @Field(() => Int, {
      nullable: true,
      defaultValue: DEFAULT_PAIRS,
      description: `The maximum number of pairs: 1 to ${MAX_PAIRS}.`,
    })
    first?: number | null;
  }

  return DuplicatesArgs;
}

@ObjectType('DuplicatePair', { description: 'Two records that may be the same.' })
export class DuplicatePair {
  @Field(() => Float, { description: 'How much speaks for it: 0 to 1.', simple: true })
  score!: number;

  @Field(() => [DuplicateReason], { description: 'What speaks for it.', simple: true })
  reasons!: DuplicateReason[];

  /** For `a` and `b`. */
  type!: string;
  aId!: string;
  bId!: string;
}
