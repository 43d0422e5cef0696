import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Extensions, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../platform/context';
import type { FieldWork } from '../platform/limits/weights';
import {
  atVersionTable,
  isPastId,
  keyOf,
  recordState,
  type Reads,
  type Relation,
  type Row,
  type Scope,
} from '../platform/reading';
import { linkTypesOf } from '../platform/reading/schema/generated-types';
import type { LinkModel, WriteModel } from '../platform/writing';
import { uncitedSql } from './uncited.sql';

/** The price of one record, in microseconds: Postgres looks for the citations of each of its values. */
const MICROS = 20;

const OF_A_RECORD =
  'Its fields that have a value and no current citation, neither of their own nor of the record as a whole. ' +
  'What the hub makes or decides by itself, such as a slug, needs none.';

const OF_A_LINK =
  'Its fields that have a value and no current citation, neither of their own nor of the link as a whole. ' +
  'The fields with the records that it connects need one of the link as a whole.';

const work: FieldWork = (_args, _sizes, places) => ({ micros: places * MICROS, rows: places });

/** `uncited` of a type of records or links, and of the edges that show such links. */
export function uncitedResolvers(written: WriteModel | LinkModel, relations: readonly Relation[]): object[] {
  const edges = relations.flatMap((relation) =>
    relation.kind === 'linked' && relation.link === written.model ? [linkTypesOf(relation).edge] : [],
  );
  return [written.model.entity, ...edges].map((type) => uncitedResolver(written, type));
}

/** @param type the class of the objects with the field */
function uncitedResolver(written: WriteModel | LinkModel, type: Function): object {
  @Resolver(() => type)
  class UncitedResolver {
    @Extensions({ work })
    @FieldResolver(() => [String], {
      description: written.model.ends.length > 0 ? OF_A_LINK : OF_A_RECORD,
    })
    uncited(
      @Root() record: Row,
      @Ctx() { reads }: HubContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<readonly string[]> {
      const id = isPastId(record.id) ? String(record.id) : keyOf(record);
      return reads.keyed(info.fieldNodes, id, (ids) => uncitedOf(written, ids, reads));
    }
  }
  return new UncitedResolver();
}

interface UncitedRow {
  readonly id: string;
  readonly uncited: readonly string[];
}

/** The uncited fields of each record, by its id or the id of its past state. One statement for all, and one for the past states among them. */
async function uncitedOf(
  written: WriteModel | LinkModel,
  ids: readonly string[],
  reads: Reads,
): Promise<readonly string[][]> {
  const past = ids.filter(isPastId);
  const live = ids.filter((id) => !isPastId(id));
  const rows = [
    ...(live.length > 0 ? await reads.byKeys<UncitedRow>((scope) => liveSql(written, live, scope)) : []),
    ...(past.length > 0 ? await reads.byKeys<UncitedRow>((scope) => pastSql(written, past, scope)) : []),
  ];
  const found = new Map(rows.map(({ id, uncited }) => [id, [...uncited]]));
  return ids.map((id) => found.get(id) ?? []);
}

/** The uncited fields of the record `of`. */
function fieldsSql(written: WriteModel | LinkModel): string {
  return `ARRAY(SELECT field FROM ${uncitedSql(written, 'of')} AS missing ORDER BY field)`;
}

function liveSql(written: WriteModel | LinkModel, ids: readonly string[], { statement }: Scope): string {
  return `SELECT of.id, ${fieldsSql(written)} AS uncited FROM ${written.model.table} of WHERE of.id = ANY(${statement.bindKeys(ids, 'uuid')})`;
}

function pastSql(written: WriteModel | LinkModel, ids: readonly string[], scope: Scope): string {
  const { statement } = scope;
  const states = ids.map(recordState);
  const uuids = statement.bindKeys(
    states.map(({ uuid }) => uuid),
    'uuid',
  );
  const versions = statement.bind(
    states.map(({ version }) => version),
    'int[]',
  );
  const given = `(SELECT * FROM unnest(${uuids}, ${versions}) AS v (id, version))`;
  const table = atVersionTable(written.model, given, statement.alias(), [], scope);
  return `SELECT of.id || '@' || of.version AS id, ${fieldsSql(written)} AS uncited FROM ${table} of`;
}
