import type { Model } from '../reading';
import { linkSource } from '../reading/source';
import { conjunction } from '../reading/scope';
import { Statement } from '../reading/statement';
import type { Relation, ToMany } from '../reading/relation';
import type { Draft } from './draft';
import type { Unit } from './unit';
import { InUse, type RecordUse } from './user-errors';

/** How many users of each kind an error names. */
const SHOWN = 10;

/** Refuses to archive a record that current records need: one statement, whatever may need it. */
export async function refuseUsed(unit: Unit, model: Model, draft: Draft): Promise<void> {
  const needs = [...model.relations.values()].filter(isNeed);
  if (!draft.current || needs.length === 0) return;
  const statement = new Statement();
  const id = statement.bind(draft.current.id, 'uuid');
  const arms = needs.map((relation) => armSql(relation, id, unit, statement));
  const { rows } = await unit.client.query<RecordUse>(arms.join(' UNION ALL '), statement.values);
  if (rows.length === 0) return;
  const message = `It is needed by ${told(rows)}; archive, change or untie what needs it first.`;
  draft.errors.push(new InUse(draft.path('id'), message, rows));
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
    `(SELECT DISTINCT '${target.type}' AS type, ${source.alias}.id, ${name} AS name FROM ${source.from} ` +
    `WHERE ${conjunction(conditions)} ORDER BY name, id LIMIT ${SHOWN})`
  );
}

/** `Program "A", Program "B" and others` */
function told(uses: readonly RecordUse[]): string {
  const named = uses.slice(0, 3).map(({ type, name, id }) => `${type} ${name ? JSON.stringify(name) : id}`);
  return named.join(', ') + (uses.length > named.length ? ` and ${uses.length - named.length} more` : '');
}
