import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../context';
import { DateTime } from '../../moment';
import { capital } from '../../naming';
import { describedEnum } from '../../reading';
import { heldBy, PERMISSIONS, type Permission } from '../permissions';
import { ROLES, type Role } from '../viewer';

const Roles = describedEnum(
  'Role',
  'What kind of client the viewer is.',
  Object.fromEntries(ROLES.map((role) => [role.toUpperCase(), holders(role)])),
);
const Permissions = describedEnum('Permission', 'Something that a role may do.', PERMISSIONS);

function holders(role: Role): string {
  return role === 'public' ? 'Everyone without a credential.' : `${capital(role)}s, who sign in with a key or a token.`;
}

/** The GraphQL type of the viewer. */
@ObjectType('Viewer', { description: 'Who you are to the hub. It answers everything for one viewer.' })
export class ViewerType {
  @Field(() => Roles, { description: 'Your role.', simple: true })
  role!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Your name in the change log: `key:` or `user:` and an id; null without a credential.',
    simple: true,
  })
  principal!: string | null;

  @Field(() => [Permissions], { description: 'What your role may do.', simple: true })
  permissions!: readonly Permission[];

  @Field(() => DateTime, {
    nullable: true,
    description: 'When your credential expires; null if it does not, or if you have none.',
    simple: true,
  })
  expiresAt!: Date | null;
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: 'Who you are: your role and what it may do.' })
  viewer(@Ctx() { viewer }: HubContext): ViewerType {
    const { role, principal, expiresAt } = viewer;
    return {
      role: role.toUpperCase(),
      principal: role === 'public' ? null : principal,
      permissions: heldBy(role),
      expiresAt: expiresAt ?? null,
    };
  }
}
