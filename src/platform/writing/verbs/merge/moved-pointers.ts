import type { HasMany, Model, Relation } from '../../../reading';
import { snakeCase } from '../../../naming';
import { Draft } from '../../rules/draft';
import type { Merge } from './merge';
import { lockRows, type StoredRow } from '../../unit/stored-rows';
import { refuseLoops } from '../../rules/trees';
import { refuseTaken } from '../../rules/uniqueness';
import type { Unit } from '../../unit/unit';
import type { WriteModel } from '../../model/write-model';

/** Makes records that reference the loser in a column, such as its children or cores, reference the winner. */
export async function movePointers(unit: Unit, merged: Merge): Promise<void> {
  for (const relation of merged.record.model.relations.values()) {
    const pointing = unit.types.recordOf(relation.target);
    if (!pointing || !isPointer(relation)) continue;
    const rows = await lockRows(unit, relation.target, `${snakeCase(relation.by)} = $1`, [merged.loser.id]);
    await moveRecords(unit, merged, pointing, relation.by, rows);
  }
  adoptParent(unit, merged);
}

/** Citations and the log describe the loser as it was, so they stay with it. */
function isPointer(relation: Relation): relation is HasMany {
  return relation.kind === 'hasMany' && relation.byType === undefined;
}

async function moveRecords(
  unit: Unit,
  { winner, draft }: Merge,
  pointing: WriteModel,
  by: string,
  rows: readonly StoredRow[],
): Promise<void> {
  const moved = rows.filter(({ id }) => id !== winner.id).map((row) => moving(row, by, winner.id));
  await refuseTaken(unit, pointing, moved);
  await refuseLoops(unit, pointing, moved);
  for (const { errors, current } of moved) {
    for (const { code, message } of errors)
      draft.refuse(code, 'intoId', `${named(pointing.model, current)}: ${message}`);
  }
  for (const { current, values } of moved) {
    const row = current as StoredRow;
    unit.change(pointing, row, values, 'UPDATED');
    unit.citations?.take(row.id, by, { id: row.id, property: by });
  }
}

function moving(row: StoredRow, by: string, winner: string): Draft {
  const draft = new Draft({});
  draft.current = row;
  draft.values = { [by]: winner };
  return draft;
}

function named({ type, options }: Model, row: StoredRow | undefined): string {
  return `${type} ${JSON.stringify(row?.[options.label ?? 'id'] ?? row?.id)}`;
}

/** If the winner was a part of the loser, it gets the loser's parent. */
function adoptParent(unit: Unit, { record, loser, winner }: Merge): void {
  for (const { property, references } of record.properties) {
    if (references?.() !== record.model || winner[property] !== loser.id) continue;
    unit.change(record, winner, { [property]: loser[property] ?? null }, 'UPDATED');
    unit.citations?.take(winner.id, property, { id: loser.id, property });
  }
}
