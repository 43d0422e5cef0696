import { groupedBy } from '../../grouped-by';
import { Statement } from '../../reading';
import { alikeSql, LIKELY, type Alike } from '../../reading/alike';
import { quoted } from '../../text';
import type { WriteModel } from '../model/write-model';
import type { Draft } from '../rules/draft';
import type { UserWarning } from '../schema/user-warnings';
import type { Unit } from '../unit/unit';
import type { Result } from '../unit/work';
import type { WrittenRecords } from '../unit/written-records';

/** The most warnings of a mutation, and of one of its records. */
const MAX_WARNINGS = 1_000;
const MAX_OF_A_RECORD = 10;

/** The records of drafts that are new, or whose compared values change. */
export function comparedOf(record: WriteModel, drafts: readonly Draft[]): Pick<Result, 'written'> {
  const { resembles } = record.model.options;
  if (!resembles) return {};
  const paths = drafts.flatMap((draft) =>
    !draft.failed && draft.id !== undefined && isCompared(draft, resembles.properties)
      ? [[draft.id, draft.path([])] as const]
      : [],
  );
  return paths.length > 0 ? { written: { record, paths: new Map(paths) } } : {};
}

function isCompared({ current, values }: Draft, properties: readonly string[]): boolean {
  return properties.some(
    (property) =>
      property in values && (!current || JSON.stringify(values[property]) !== JSON.stringify(current[property])),
  );
}

/**
 * Warnings of records that may be the same as the written ones, these among themselves included. One statement, once they are written; nothing that the
 * viewer may not read has any part in it.
 */
export async function warningsOf(unit: Unit, written: WrittenRecords | undefined): Promise<UserWarning[]> {
  if (!written) return [];
  const { record, paths } = written;
  const statement = new Statement();
  const first = Math.min(MAX_WARNINGS, paths.size * MAX_OF_A_RECORD);
  const scope = { statement, viewer: unit.viewer, includeArchived: false };
  const text = alikeSql(record.model, { minScore: LIKELY, first, of: [...paths.keys()] }, scope);
  const { rows } = await unit.client.query<Alike>(text, statement.values);
  const pairs = rows.flatMap(({ a, b, aName, bName }) => [
    { id: a, other: b, name: bName },
    { id: b, other: a, name: aName },
  ]);
  const found = groupedBy(pairs, ({ id }) => id);
  // In the order of the input; for each record, the most alike first.
  return [...paths]
    .flatMap(([id, path]) => (found.get(id) ?? []).map((one) => warning(record, path, one)))
    .slice(0, MAX_WARNINGS);
}

function warning(
  { model }: WriteModel,
  path: readonly string[],
  { other, name }: { readonly other: string; readonly name: string | null },
): UserWarning {
  const { noun } = model.options;
  return {
    code: 'POSSIBLE_DUPLICATE',
    path,
    recordType: model.table,
    recordId: other,
    message:
      `There is ${noun} that may be the same: ${name === null ? other : quoted(name)}. If it is, merge the two or archive one; ` +
      'if it is not, say so with dismissDuplicate.',
  };
}
