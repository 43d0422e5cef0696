import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { DateTime } from '../platform/moment';
import { CHANGE_KINDS } from '../platform/change-log/change-kind';
import type { FieldChange } from '../platform/change-log/append';
import { Cursor } from '../platform/change-log/cursor';
import { FieldChangeType } from '../platform/change-log/schema/field-change.type';
import { describedEnum } from '../platform/reading';

export const ProgramChangeKind = describedEnum('ProgramChangeKind', 'What happened to a program.', {
  ...CHANGE_KINDS,
  ENTERED: 'The program matches `where` since this change. Replaces the kind that `Program.changes` shows.',
  LEFT: 'The program no longer matches `where` since this change.',
});
export type ProgramChangeKind = keyof typeof ProgramChangeKind;

@InterfaceType('ProgramStreamMessage', { description: 'A message of the stream of program updates.' })
export abstract class ProgramStreamMessage {
  /** Not a field: GraphQL resolves the type of the message by it. */
  __typename!: 'ProgramChanged' | 'Checkpoint';

  @Field(() => Cursor, {
    description: 'The position in the log after this message. To continue from here, give it as `after`.',
  })
  cursor!: string;

  @Field(() => Cursor, {
    nullable: true,
    description:
      'The cursor of the previous message, so that you can detect a lost message. For the first message, the cursor given as `after`, or null.',
  })
  previous!: string | null;
}

@ObjectType('ProgramChanged', {
  implements: ProgramStreamMessage,
  description: 'A change of a program or of its roles, links to other programs, contacts, tags or identifiers.',
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
      'What changed, field by field. If you may no longer read the program, only that it was archived or merged.',
  })
  changes!: readonly FieldChange[];

  @Field(() => DateTime, {
    description: 'When it happened. The log is ordered by cursor, not by this time.',
  })
  occurredAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Who made the change: `key:` or `user:` and an id, or `seed`. Null unless you may see authorship.',
  })
  actor!: string | null;
}

@ObjectType('Checkpoint', {
  implements: ProgramStreamMessage,
  description: 'Says that you have received all changes up to the cursor. Sent when the stream is quiet.',
})
export class Checkpoint extends ProgramStreamMessage {
  @Field(() => Boolean, { description: 'Whether you have received everything that is in the log.' })
  caughtUp!: boolean;
}

@ObjectType('ProgramUpdatePage', { description: 'A page of the log of program updates.' })
export class ProgramUpdatePage {
  @Field(() => [ProgramChanged], {
    description:
      'The changes, in the order of the log. A page can have fewer changes than you asked for, or none, although more follow: read `hasMore`.',
  })
  items!: ProgramChanged[];

  @Field(() => Cursor, {
    description:
      'The position in the log after this page, past changes that do not match too. Give it as `after` to read on.',
  })
  cursor!: string;

  @Field(() => Boolean, { description: 'Whether the log continues after this page.' })
  hasMore!: boolean;
}
