import type { Model, Relation, ToMany } from '../../reading';
import { linkSource } from '../../reading/source';
import { conjunction } from '../../reading/scope';
import { Statement } from '../../reading/statement';
import type { Linked } from '../../reading/model';
import type { Draft } from './draft';
import type { StoredRow } from '../unit/stored-rows';
import type { Unit } from '../unit/unit';
import { InUse, type RecordUse } from '../schema/user-errors';

/** How many records of each type an error names. */
const SHOWN = 10;

/** Refuses to archive a record that current records need. One statement for all types of records that can need it. */
export async function refuseUsed(unit: Unit, model: Model, draft: Draft): Promise<void> {
  const needs = [...model.relations.values()].filter(isNeed);
  if (!draft.current || needs.length === 0) return;
  const statement = new Statement();
  const id = statement.bind(draft.current.id, 'uuid');
  const arms = needs.map((relation) => armSql(relation, id, unit, statement));
  // SQL: TypeORM has no union, and one statement looks for all records that need it.
  const rows = await unit.manager.query<RecordUse[]>(arms.join(' UNION ALL '), statement.values);
  if (rows.length === 0) return;
  const models = needs.map(({ target }) => target);
  const advice =
    needs.find(({ release }) => release !== undefined)?.release ??
    'archive or change them, or remove their links to it';
  const message = `The record is needed by ${named(rows, models)}; first ${advice}.`;
  draft.errors.push(new InUse(draft.path('id'), message, rows));
}

/** Refuses to restore a record while a record that it needs through a link is archived. Locks the needed records, so that nobody archives them meanwhile. */
export async function refuseNeeding(unit: Unit, model: Model, draft: Draft): Promise<void> {
  const archived: RecordUse[] = [];
  const relations = linksNeeding(unit, model);
  for (const relation of relations) {
    const { on } = relation;
    const statement = new Statement();
    const id = statement.bind(draft.current?.id, 'uuid');
    // SQL built by the reading side, which knows how links connect records.
    const rows = await unit.manager.query<{ id: string }[]>(neededSql(relation, id, unit, statement), statement.values);
    const found = await unit.lock(
      on,
      rows.map((row) => row.id),
      'SHARE',
    );
    for (const row of found.values()) if (row.archivedAt) archived.push(useOf(on, row));
  }
  if (archived.length === 0) return;
  const needed = relations.map(({ on }) => on);
  draft.refuse(
    'CONFLICT',
    'id',
    `The record is linked to ${named(archived, needed)}, which is archived; first restore that record or remove the link.`,
  );
}

/** The links through which records of the model need other records. */
function linksNeeding({ types }: Unit, model: Model): (Need & Linked)[] {
  const others = new Set(types.linksOf(model).flatMap(({ options }) => options.ends.map((end) => end.model)));
  return [...others]
    .flatMap((other) => [...other.relations.values()].filter(isNeed))
    .filter((relation): relation is Need & Linked => relation.kind === 'linked' && relation.target === model);
}

function neededSql(relation: Need, id: string, { viewer }: Unit, statement: Statement): string {
  const { needsIt } = relation;
  const scope = { statement, viewer, includeArchived: true };
  const source = linkSource(relation, scope, needsIt === true ? {} : needsIt);
  const conditions = [`${source.alias}.id = ${id}`, `${source.link}.archived_at IS NULL`, ...source.conditions];
  return `SELECT DISTINCT ${source.parent} AS id FROM ${source.from} WHERE ${conjunction(conditions)}`;
}

function useOf({ table, options }: Model, row: StoredRow): RecordUse {
  const name = options.label && row[options.label];
  return { recordType: table, recordId: row.id, name: typeof name === 'string' ? name : null };
}

type Need = ToMany & Required<Pick<Relation, 'needsIt'>>;

function isNeed(relation: Relation): relation is Need {
  return relation.kind !== 'belongsTo' && relation.needsIt !== undefined;
}

function armSql(relation: Need, id: string, { viewer }: Unit, statement: Statement): string {
  const { needsIt, target } = relation;
  const source = linkSource(relation, { statement, viewer, includeArchived: false }, needsIt === true ? {} : needsIt);
  const conditions = [`${source.parent} = ${id}`, ...source.conditions];
  const name = target.options.label ? `${source.alias}.${target.column(target.options.label).name}` : 'NULL';
  return (
    `(SELECT DISTINCT '${target.table}' AS "recordType", ${source.alias}.id AS "recordId", ${name} AS name FROM ${source.from} ` +
    `WHERE ${conjunction(conditions)} ORDER BY name, "recordId" LIMIT ${SHOWN})`
  );
}

/** `Program "A", Program "B" and others` @param models those of the uses */
function named(uses: readonly RecordUse[], models: readonly Model[]): string {
  const types = new Map(models.map(({ table, type }) => [table, type]));
  const first = uses
    .slice(0, 3)
    .map(({ recordType, name, recordId }) => `${types.get(recordType)} ${name ? JSON.stringify(name) : recordId}`);
  return first.join(', ') + (uses.length > first.length ? ` and ${uses.length - first.length} more` : '');
}
