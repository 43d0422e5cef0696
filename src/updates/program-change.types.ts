import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { DateTime } from '../platform/moment';
import { CHANGE_KINDS } from '../platform/change-log/change-kind';
import type { FieldChange } from '../platform/change-log/append';
import { Cursor } from '../platform/change-log/cursor';
import { FieldChangeType } from '../platform/change-log/schema/field-change.type';
import { describedEnum } from '../platform/reading';

export const ProgramChangeKind = describedEnum('ProgramChangeKind', 'What happened to a program.', {
  ...CHANGE_KINDS,
  ENTERED:
    'By the change, or by being made, it came to match `where`. Stands in place of the kind that `changes` would have.',
  LEFT: 'By the change it ceased to match `where`.',
});
export type ProgramChangeKind = keyof typeof ProgramChangeKind;

@InterfaceType('ProgramStreamMessage', { description: 'Something that the log of updates has to say.' })
export abstract class ProgramStreamMessage {
  /** No field: GraphQL knows by it which of them it is. */
  __typename!: 'ProgramChanged' | 'Checkpoint';

  @Field(() => Cursor, {
    description: 'The place in the log after this message; give it as `after` to go on from here.',
  })
  cursor!: string;

  @Field(() => Cursor, {
    nullable: true,
    description:
      'The cursor of the message before this one, so that a loss shows; for the first, the cursor that was given as `after`, or null.',
  })
  previous!: string | null;
}

@ObjectType('ProgramChanged', {
  implements: ProgramStreamMessage,
  description:
    'A change of a program, or of what belongs to it: roles, ties to other programs, contacts, tags, identifiers.',
})
export class ProgramChanged extends ProgramStreamMessage {
  @Field(() => ProgramChangeKind, { description: 'What happened.' })
  kind!: ProgramChangeKind;

  @Field(() => ID, { description: 'The id of the program.' })
  programId!: string;

  @Field(() => Int, { description: "The program's version after the change." })
  version!: number;

  @Field(() => [FieldChangeType], {
    description:
      'What changed, field by field. Of a program that cannot be read any more, only that it was archived or merged.',
  })
  changes!: readonly FieldChange[];

  @Field(() => DateTime, {
    description: 'When it happened. The log is in the order of its cursors, not of these.',
  })
  occurredAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Who made the change, as `key:` or `user:` and an id; null for those who may not see authorship.',
  })
  actor!: string | null;
}

@ObjectType('Checkpoint', {
  implements: ProgramStreamMessage,
  description: 'All up to the cursor has been told; sent on quiet streams.',
})
export class Checkpoint extends ProgramStreamMessage {
  @Field(() => Boolean, { description: 'There is nothing left in the log that was not told.' })
  caughtUp!: boolean;
}

@ObjectType('ProgramUpdatePage', { description: 'A piece of the log of updates of programs.' })
export class ProgramUpdatePage {
  @Field(() => [ProgramChanged], {
    description: 'The changes, in their order. There may be fewer than asked for, even none, with more to come.',
  })
  items!: ProgramChanged[];

  @Field(() => Cursor, {
    description: 'The place after the page, changes that do not match included; give it as `after`.',
  })
  cursor!: string;

  @Field(() => Boolean, { description: 'The log goes on after the page.' })
  hasMore!: boolean;
}
