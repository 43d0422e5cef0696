import { Args, ArgsType, Ctx, Extensions, Field, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { DateTime } from '../platform/moment';
import type { FieldChange } from '../platform/change-log/append';
import { FieldChangeType } from '../platform/change-log/schema/field-change.type';
import type { HubContext } from '../platform/context';
import { BadUserInput } from '../platform/errors';
import type { FieldWork } from '../platform/limits/weights';
import { historyWork, keyOf, type Reads, type Row } from '../platform/reading';
import { Program } from '../programs';
import { changes } from './change.entity';
import { visibleChange } from './change.visibility';
import { readableEntries } from './history-access';

@ArgsType()
class DiffArgs {
  @Field(() => DateTime, { description: 'The earlier moment.' })
  from!: Date;

  @Field(() => DateTime, { nullable: true, description: 'The later moment. If left out, now.' })
  to?: Date | null;
}

interface DiffRow extends FieldChange {
  readonly $parent: string;
}

/** The price of one change, in microseconds: Postgres looks up what it is about, and whether the viewer may read it. */
const OF_A_CHANGE = 40;

const diffWork: FieldWork = (_args, sizes, places) => {
  const { rows } = historyWork(places, sizes);
  return { micros: rows * OF_A_CHANGE, rows };
};

@Resolver(() => Program)
export class ProgramDiffResolver {
  @Extensions({ work: diffWork })
  @FieldResolver(() => [FieldChangeType], {
    description:
      'The differences between two moments: in its own fields, and in its roles, contacts, links to other programs, tags and identifiers. ' +
      'A value that was changed and changed back is no difference. Requires signing in.',
  })
  async diff(
    @Root() program: Row,
    @Args(() => DiffArgs) { from, to }: DiffArgs,
    @Ctx() { reads, viewer }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly FieldChange[]> {
    if (to && to < from)
      throw new BadUserInput('diff: `to` is before `from`; give a moment that is not before `from`.');
    const all = await reads.batched(info.fieldNodes, keyOf(program), (ids) => differences(ids, from, to, reads));
    return readableEntries(all, viewer);
  }
}

/** For each program and field: the value before the first change and the value after the last one, if they differ. One statement for all. */
async function differences(
  ids: readonly string[],
  from: Date,
  to: Date | null | undefined,
  reads: Reads,
): Promise<FieldChange[][]> {
  const rows = await reads.scoped<DiffRow>((scope) => {
    const { statement } = scope;
    const moments = [from, ...(to ? [to] : [])].map(
      (moment) => `hub_told_moment(${statement.bind(moment, 'timestamptz')})`,
    );
    // Compares versions, not times, because a clock may have been set back. Finds the version of a moment once for each program, from its newest change
    // backwards.
    const reached = (moment: string): string =>
      `coalesce((SELECT k.version FROM change k WHERE k.record_id = p.id AND k.occurred_at <= (SELECT ${moment}) ` +
      `ORDER BY k.version DESC LIMIT 1), 0)`;
    const [start, end] = moments;
    const conditions = [
      ...moments.map((moment) => `${moment} IS NOT NULL`),
      'c.version > p.start',
      ...(end ? ['c.version <= p.finish'] : []),
    ];
    const bounds = [`${reached(String(start))} AS start`, ...(end ? [`${reached(end)} AS finish`] : [])];
    return `
      SELECT "$parent", field, before, after FROM (
        SELECT c.record_id AS "$parent", e.field, min(c.version) AS version,
          (array_agg(e.before ORDER BY c.version))[1] AS before, (array_agg(e.after ORDER BY c.version DESC))[1] AS after
        FROM (SELECT p.id, ${bounds.join(', ')} FROM unnest(${statement.bindKeys(ids, 'uuid')}) AS p (id) OFFSET 0) p
          JOIN change c ON c.record_id = p.id CROSS JOIN LATERAL hub_entries(c.changes) e
        WHERE ${conditions.join(' AND ')}
          AND ${visibleChange(scope, 'c', changes)}
        GROUP BY c.record_id, e.field, e.link) AS net
      WHERE before IS DISTINCT FROM after ORDER BY version, field`;
  });
  const found = new Map(ids.map((id) => [id, [] as FieldChange[]]));
  for (const { $parent, field, before, after } of rows) found.get($parent)?.push({ field, before, after });
  return [...found.values()];
}
