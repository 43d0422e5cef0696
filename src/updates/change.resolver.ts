import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { FieldChange } from '../platform/change-log/append';
import { Cursor, encodeLogCursor } from '../platform/change-log/cursor';
import { FieldChangeType } from '../platform/change-log/schema/field-change.type';
import type { HubContext } from '../platform/context';
import { type ListArguments, type Page, type Row, type Where, typesOf } from '../platform/reading';
import { demandLive } from '../platform/reading/state-ids';
import { Change, changes } from './change.entity';
import { readableEntries } from './history-access';

@Resolver(() => Change)
export class ChangeResolver {
  @Query(() => typesOf(changes).connection, {
    description:
      'The history of a record, including archived and merged records if you may see them. The default order is by version, the oldest change first.',
  })
  changes(
    @Arg('of', () => ID, { description: 'The id of the record.' }) of: string,
    @Args(() => typesOf(changes).rootArgs) args: ListArguments,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page> {
    demandLive('of', of, 'An id is a UUID; if this is a slug, read the record by its slug and select its `changes`.');
    return reads.list(changes, { ...args, where: ofRecord(of, args.where ?? {}) }, info);
  }

  @FieldResolver(() => [FieldChangeType], { name: 'changes', description: 'What changed, field by field.' })
  async entries(@Root() row: Row, @Ctx() { viewer, reads }: HubContext): Promise<readonly FieldChange[]> {
    const entries = readableEntries(row.changes as FieldChange[], viewer);
    reads.answer.values(entries);
    return entries;
  }

  @FieldResolver(() => Cursor, {
    nullable: true,
    description: 'The position of the change in the log; null until the change is numbered, shortly after it was made.',
  })
  async cursor(@Root() row: Row, @Ctx() { changeLog }: HubContext): Promise<string | null> {
    if (typeof row.seq !== 'string') return null;
    const { epoch } = await changeLog.horizon.head();
    return encodeLogCursor({ epoch, seq: BigInt(row.seq) });
  }
}

/** Adds the record at the end of the client's filter, so that messages name its parts as the client wrote them. */
function ofRecord(id: string, where: Where): Where {
  const { and = [] } = where;
  return { ...where, and: Array.isArray(and) ? [...(and as readonly Where[]), { recordId: { eq: id } }] : and };
}
