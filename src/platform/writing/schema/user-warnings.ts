import { Field, ID, ObjectType } from 'type-graphql';
import { describedEnum, RecordType } from '../../reading';
import { Node } from '../../record';

export const UserWarningCode = describedEnum('UserWarningCode', 'What to look at after a change.', {
  POSSIBLE_DUPLICATE: 'Another record may be the same.',
});
export type UserWarningCode = keyof typeof UserWarningCode;

/** Something that its sender should look at. The change was made all the same. */
@ObjectType('UserWarning', {
  description: 'Something that its sender should look at. The change was made all the same.',
})
export class UserWarning {
  @Field(() => UserWarningCode, { description: 'What it is, for programs.', simple: true })
  code!: UserWarningCode;

  @Field(() => String, { description: 'What it is and what to do, for people.', simple: true })
  message!: string;

  @Field(() => [String], {
    description: 'The path of the record in the input: empty, or such as `["items", "3"]`.',
    simple: true,
  })
  path!: readonly string[];

  @Field(() => RecordType, { nullable: true, description: 'The type of the other record.', simple: true })
  recordType!: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of the other record.', simple: true })
  recordId!: string | null;

  @Field(() => Node, { nullable: true, description: 'The other record.', simple: true })
  record?: Node | null;
}
