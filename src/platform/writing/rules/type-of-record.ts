import { isUuid } from '../../uuid';
import type { LinkModel } from '../model/link-model';
import type { WriteModel } from '../model/write-model';
import type { Unit } from '../unit/unit';

/** Which of these types the record or link with an id is of, in one statement; undefined if none has it. */
export async function typeOfRecord<Written extends WriteModel | LinkModel>(
  types: readonly Written[],
  id: string,
  { client }: Unit,
): Promise<Written | undefined> {
  if (!isUuid(id)) return undefined;
  const arms = types.map(({ model: { table } }) => `SELECT '${table}' AS type FROM ${table} WHERE id = $1`);
  const { rows } = await client.query<{ type: string }>(arms.join(' UNION ALL '), [id]);
  return types.find(({ model }) => model.table === rows[0]?.type);
}
