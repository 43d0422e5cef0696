import { ArgsType, Field, ID } from 'type-graphql';
import { DateTime } from '../../moment';
import { Cursor } from '../../change-log/cursor';
import { BadUserInput } from '../../errors';
import { demandLive } from '../state-ids';
import { AS_OF, AT_LEAST } from './page-types';

@ArgsType()
class FreshArgs {
  @Field(() => Cursor, { nullable: true, description: AT_LEAST })
  atLeast?: string | null;
}

/** The arguments of a single read that choose the state of the hub to read. */
@ArgsType()
class MomentArgs extends FreshArgs {
  @Field(() => DateTime, { nullable: true, description: AS_OF })
  asOf?: Date | null;
}

/** The arguments of a single read of a record without a history. */
@ArgsType()
export class PresentArgs extends FreshArgs {
  @Field(() => ID, { description: 'The id.' })
  id!: string;
}

/** The arguments of a single read of a record whose only key is its id. */
@ArgsType()
export class IdArgs extends MomentArgs {
  @Field(() => ID, { description: 'The id.' })
  id!: string;
}

/** The arguments of a single read: exactly one of the record's keys. */
@ArgsType()
export class KeyArgs extends MomentArgs {
  @Field(() => ID, { nullable: true, description: 'The id of the record. Give either the id or the slug.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of the record. Give either the id or the slug.' })
  slug?: string | null;
}

/**
 * The key of a single read, in planned statements and in resolvers alike.
 * @throws BadUserInput if not exactly one key is given, or an id that no record as it is now can have
 */
export function askedKey(args: KeyArgs, bySlug: boolean): [key: 'id' | 'slug', value: string] {
  const [key, value] = bySlug ? oneKey(args) : (['id', String(args.id)] as const);
  if (key === 'id')
    demandLive('id', value, bySlug ? 'An id is a UUID; if this is a slug, give `slug:` instead of `id:`.' : undefined);
  return [key, value];
}

function oneKey({ id, slug }: KeyArgs): [key: 'id' | 'slug', value: string] {
  if (typeof id === 'string' && typeof slug !== 'string') return ['id', id];
  if (typeof slug === 'string' && typeof id !== 'string') return ['slug', slug];
  throw new BadUserInput('Give exactly one of id and slug.');
}
