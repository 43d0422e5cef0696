import type { Model } from '../../platform/reading';
import { logLink, type StoredRow, type Unit, type Values } from '../../platform/writing';
import { citations } from '../citation.entity';
import { cite } from './dataset.citing';
import { seedId } from './dataset.names';
import { StoredIds, type Batch } from './dataset.stored';

/** For each table, how many rows of the dataset were inserted, and how many were already present. */
export type LoadReport = Readonly<Record<string, { readonly inserted: number; readonly present: number }>>;

/** A row to insert. */
interface Missing {
  readonly model: Model;
  readonly id: string;
  readonly values: Values;
}

/** Writes the missing rows through the unit of work. */
export async function store(unit: Unit, batches: readonly Batch[]): Promise<LoadReport> {
  const stored = new StoredIds();
  for (const batch of batches) await stored.find(unit, batch);
  const missing = batches.map(({ model, seeds }) =>
    seeds
      .filter((seed) => !stored.has(seed))
      .map((seed) => ({ model, id: seedId(seed.name), values: stored.rowOf(seed) })),
  );
  await createAll(unit, missing.flat());
  await unit.flush();
  return Object.fromEntries(
    batches.map(({ model, seeds }, index) => {
      const inserted = missing[index]?.length ?? 0;
      return [model.table, { inserted, present: seeds.length - inserted }];
    }),
  );
}

/** The change log gets one change for a new record, including everything that is loaded for it, and one for each new link of an existing record. */
async function createAll(unit: Unit, all: readonly Missing[]): Promise<void> {
  const missing = all.filter(({ model }) => model !== citations);
  const ends = await lockEnds(unit, missing);
  const versions = await lastVersions(unit, missing);
  const made = new Map<string, StoredRow>(missing.map(({ id, values }) => [id, { ...values, id, version: 1 }]));
  for (const { model, id, values } of missing) {
    const record = unit.types.recordOf(model);
    if (record) unit.create(record, values, {}, { id, version: (versions.get(id) ?? 0) + 1 });
    else unit.createPart(model, values, id);
    const link = unit.types.linkOf(model);
    if (link) logLink(unit, link, { id, after: values }, (end) => ends.get(String(end)) ?? made.get(String(end)));
  }
  await cite(
    unit,
    all.filter(({ model }) => model === citations),
    made,
  );
}

/** Locks the existing records at the ends of new links, with one statement for each type. */
async function lockEnds(unit: Unit, missing: readonly Missing[]): Promise<Map<string, StoredRow>> {
  const made = new Set(missing.map(({ id }) => id));
  const ids = new Map<Model, Set<string>>();
  for (const { model, values } of missing) {
    const link = unit.types.linkOf(model);
    for (const end of link?.options.ends ?? []) {
      const id = values[end.property];
      if (typeof id === 'string' && !made.has(id)) ids.set(end.model, (ids.get(end.model) ?? new Set()).add(id));
    }
  }
  const rows: [string, StoredRow][] = [];
  for (const [model, those] of ids) rows.push(...(await unit.lock(model, [...those])));
  return new Map(rows);
}

/** The last versions of records that were deleted by hand, from the log: their history continues. */
async function lastVersions({ client, types }: Unit, missing: readonly Missing[]): Promise<Map<string, number>> {
  const ids = missing.filter(({ model }) => types.recordOf(model)).map(({ id }) => id);
  const { rows } = await client.query<{ id: string; version: number }>(
    'SELECT record_id AS id, max(version) AS version FROM change WHERE record_id = ANY($1::uuid[]) GROUP BY record_id',
    [ids],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}
