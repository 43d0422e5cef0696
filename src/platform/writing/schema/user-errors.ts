import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { describedEnum, RecordType } from '../../reading';

export const UserErrorCode = describedEnum('UserErrorCode', 'Why an input was rejected.', {
  INVALID: 'A value is invalid.',
  NOT_FOUND: 'The record or link does not exist.',
  ALREADY_EXISTS: 'Another record already has this value, or the link already exists.',
  CONFLICT: 'The state of the record does not allow the change.',
  IN_USE: 'Other records need the record.',
  CITATION_REQUIRED: 'The hub demands a source for every fact, and this value has none.',
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key was used for another request.',
});
export type UserErrorCode = keyof typeof UserErrorCode;

const MESSAGE = { description: 'What is wrong and what to do, for people.', simple: true };
const PATH = {
  description: 'The path of the value in the input, such as `["name"]` or `["items", "3", "name"]`.',
  simple: true,
};

/** An error of an input that its sender can correct. The record that it concerns was not written. */
@InterfaceType('UserError', { description: 'An error of an input that its sender can correct.' })
export abstract class UserError {
  @Field(() => UserErrorCode, { description: 'Why the input was rejected, for programs.', simple: true })
  code!: UserErrorCode;

  @Field(() => String, MESSAGE)
  message!: string;

  @Field(() => [String], PATH)
  path!: readonly string[];
}

@ObjectType('InputError', { implements: UserError, description: 'A value of the input was rejected.' })
export class InputError extends UserError {
  readonly __typename: string = 'InputError';

  constructor(code: UserErrorCode, path: readonly string[], message: string) {
    super();
    Object.assign(this, { code, path, message });
  }
}

@ObjectType('VersionConflict', {
  implements: UserError,
  description:
    'Somebody else changed the record since you read it. Read it again, then decide whether to repeat the change.',
})
export class VersionConflict extends UserError {
  readonly __typename: string = 'VersionConflict';

  @Field(() => Int, { description: 'The current version of the record.', simple: true })
  readonly currentVersion: number;

  constructor(path: readonly string[], expected: number, current: number) {
    super();
    const message = `The record now has version ${current}, not ${expected}; read it again and repeat the change if it still applies.`;
    Object.assign(this, { code: 'CONFLICT', path, message });
    this.currentVersion = current;
  }
}

@ObjectType('RecordUse', { description: 'A record that needs another one.' })
export class RecordUse {
  @Field(() => RecordType, { description: 'The type of the record.', simple: true })
  recordType!: string;

  @Field(() => ID, { description: 'The id of the record.', simple: true })
  recordId!: string;

  @Field(() => String, { nullable: true, description: 'Its name.', simple: true })
  name!: string | null;
}

@ObjectType('InUse', {
  implements: UserError,
  description: 'The record cannot be archived while other records need it.',
})
export class InUse extends UserError {
  readonly __typename: string = 'InUse';

  @Field(() => [RecordUse], { description: 'The records that need it: the first ten of each type.', simple: true })
  readonly uses: readonly RecordUse[];

  constructor(path: readonly string[], message: string, uses: readonly RecordUse[]) {
    super();
    Object.assign(this, { code: 'IN_USE', path, message });
    this.uses = uses;
  }
}
