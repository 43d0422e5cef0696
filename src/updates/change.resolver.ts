import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { FieldChange } from '../platform/change-log/append';
import { Cursor, encodeLogCursor } from '../platform/change-log/cursor';
import { FieldChangeType } from '../platform/change-log/schema/field-change.type';
import type { HubContext } from '../platform/context';
import { ownerOf, typesOf, type ListArguments, type Page, type Row } from '../platform/reading';
import { listed } from '../platform/reading/work/marks';
import { demandLive } from '../platform/reading/state-ids';
import { Node } from '../platform/record';
import { Change, changes } from './change.entity';
import { readableEntries } from './history-access';
import { historySource } from './history';

/** The history of a record costs what it costs as a field of the record. */
const listOfChanges = listed({
  model: changes,
  relationWith: ({ of }) =>
    typeof of === 'string' ? changes.incoming.find((relation) => relation.kind === 'hasMany') : undefined,
});

@Resolver(() => Change)
export class ChangeResolver {
  @Extensions(listOfChanges)
  @Query(() => typesOf(changes).connection, {
    description:
      'The timeline: the changes of all records, including archived and merged records if you may see them. With `of`, the history of one record. The oldest change comes first unless ordered otherwise. The change of a link is in the histories of the records at both its ends.',
  })
  changes(
    @Arg('of', () => ID, {
      nullable: true,
      description: 'The id of a record, for its history; leave it out for the timeline.',
    })
    of: string | null | undefined,
    @Args(() => typesOf(changes).rootArgs) args: ListArguments,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page> {
    if (typeof of !== 'string') return reads.list(changes, args, info);
    demandLive('of', of, 'An id is a UUID; if this is a slug, read the record by its slug and select its `changes`.');
    return reads.list(changes, args, info, (scope) => historySource(of, scope));
  }

  @FieldResolver(() => Node, { nullable: true, description: 'The record that was changed, as it is now.' })
  record(@Root() row: Row, @Ctx() { reads }: HubContext, @Info() info: GraphQLResolveInfo): Promise<Row | null> {
    return ownerOf(reads, changes, row, info);
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
