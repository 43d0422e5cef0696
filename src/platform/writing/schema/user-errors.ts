import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { describedEnum } from '../../reading';

export const UserErrorCode = describedEnum('UserErrorCode', 'Why an input was not accepted.', {
  INVALID: 'A value cannot be used.',
  NOT_FOUND: 'There is no such record.',
  ALREADY_EXISTS: 'Another record has this value already, or the tie exists already.',
  CONFLICT: 'The record is not in the state that the change needs.',
  IN_USE: 'Other records need it.',
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key was used for another request.',
});
export type UserErrorCode = keyof typeof UserErrorCode;

const MESSAGE = { description: 'What is wrong and what to do, for a person.', simple: true };
const PATH = { description: 'The place in the input: `["name"]`, `["items", "3", "name"]`.', simple: true };

/** Something wrong with an input that its sender can mend. Nothing was written of what it concerns. */
@InterfaceType('UserError', { description: 'Something wrong with an input that its sender can mend.' })
export abstract class UserError {
  @Field(() => UserErrorCode, { description: 'Why, for a program.', simple: true })
  code!: UserErrorCode;

  @Field(() => String, MESSAGE)
  message!: string;

  @Field(() => [String], PATH)
  path!: readonly string[];
}

@ObjectType('InputError', { implements: UserError, description: 'A value of the input that cannot be accepted.' })
export class InputError extends UserError {
  readonly __typename: string = 'InputError';

  constructor(code: UserErrorCode, path: readonly string[], message: string) {
    super();
    Object.assign(this, { code, path, message });
  }
}

@ObjectType('VersionConflict', {
  implements: UserError,
  description: 'Somebody else changed the record since it was read: read it again, and decide anew.',
})
export class VersionConflict extends UserError {
  readonly __typename: string = 'VersionConflict';

  @Field(() => Int, { description: 'The version that the record has now.', simple: true })
  readonly currentVersion: number;

  constructor(path: readonly string[], expected: number, current: number) {
    super();
    const message = `The record has version ${current}, not ${expected}; read it again, and decide anew.`;
    Object.assign(this, { code: 'CONFLICT', path, message });
    this.currentVersion = current;
  }
}

@ObjectType('RecordUse', { description: 'A record that needs another one.' })
export class RecordUse {
  @Field(() => String, { description: 'Its GraphQL type.', simple: true })
  type!: string;

  @Field(() => ID, { description: 'Its id.', simple: true })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Its name.', simple: true })
  name!: string | null;
}

@ObjectType('InUse', { implements: UserError, description: 'The record cannot be archived while others need it.' })
export class InUse extends UserError {
  readonly __typename: string = 'InUse';

  @Field(() => [RecordUse], { description: 'What needs it: the first ten of each kind.', simple: true })
  readonly uses: readonly RecordUse[];

  constructor(path: readonly string[], message: string, uses: readonly RecordUse[]) {
    super();
    Object.assign(this, { code: 'IN_USE', path, message });
    this.uses = uses;
  }
}
