import { BadUserInput } from '../errors';
import { capital } from '../naming';
import { inOrder, names } from './batches';
import type { Model } from './model';
import { atVersionSql } from './past-rows';
import type { Reads } from './reads';
import { keyOf, type Info, type Row } from './row';
import { selectedColumns } from './selection';
import { recordState } from './state-ids';
import { ownersOf } from './scope';

/** An object of one of several types. */
export interface AnyRecord {
  readonly model: Model;
  readonly row: Row;
}

/**
 * An object of any of these types, by its id; null if there is none that the viewer may see.
 * @throws BadUserInput for an id that nothing can be read by
 */
export async function anyById(
  reads: Reads,
  models: readonly Model[],
  id: string,
  info: Info,
): Promise<AnyRecord | null> {
  const { uuid, version } = recordState(id);
  const model = await reads.keyed(models, uuid, (ids) => modelsOf(reads, models, ids));
  if (!model) return null;
  const row = await (version === undefined
    ? reads.byKey(model, 'id', uuid, info)
    : atVersion(reads, model, uuid, version, info));
  return row && { model, row };
}

/** The record that a row of a model belongs to, by its `recordType`, a table, and its `recordId`; null if there is none that the viewer may see. One statement for each type. */
export async function ownerOf(
  reads: Reads,
  model: Model,
  { recordType, recordId }: Row,
  info: Info,
): Promise<Row | null> {
  const owner = ownersOf(model).find(({ table }) => table === recordType);
  const row = owner && (await reads.byId(owner, String(recordId), info));
  return row ? { ...row, __typename: owner.type } : null;
}

/** In which tables the ids are. One statement for all types. */
async function modelsOf(
  reads: Reads,
  models: readonly Model[],
  ids: readonly string[],
): Promise<(Model | undefined)[]> {
  const found = await reads.byKeys(({ statement }) => {
    const keys = statement.bindKeys(ids, 'uuid');
    return models
      .map(({ table }) => `SELECT '${table}' AS "table", id FROM ${table} WHERE id = ANY(${keys})`)
      .join(' UNION ALL ');
  });
  return inOrder(ids, found, keyOf).map((row) => models.find(({ table }) => table === row?.table));
}

/** A record as it was at a version. @throws BadUserInput if the log no longer has what changed since */
async function atVersion(reads: Reads, model: Model, uuid: string, version: number, info: Info): Promise<Row | null> {
  // A change of the log is no record: its `version` is that of another one.
  if (!model.columns.has('createdAt')) return null;
  const columns = selectedColumns(model, info);
  const load = (id: string): Promise<Row | null> =>
    reads.keyed(`${model.type}@version:${names(columns)}`, id, async (ids) => {
      const found = await reads.scoped((scope) => atVersionSql(model, columns, ids.map(recordState), scope));
      return inOrder(ids, found, ({ $parent }) => $parent);
    });
  const row = await reads.answer.record(model, info, `${uuid}@${version}`, { load });
  if (row?.$kept !== false) return row;
  throw new BadUserInput(
    hasHistory(model)
      ? `The log no longer has what changed since version ${version} of the record ${uuid}; read it as it is now.`
      : `${capital(model.options.noun)} has no past states of its own; read "${uuid}" as it is now, or the history of the records that it belongs to.`,
  );
}

/** Links and citations are in the histories of the records that they belong to. */
function hasHistory({ relations }: Model): boolean {
  return [...relations.values()].some(({ name }) => name === 'changes');
}
