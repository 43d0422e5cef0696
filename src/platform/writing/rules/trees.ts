import type { WriteModel } from '../model/write-model';
import type { WritableProperty } from '../model/writable';
import type { Locking } from '../unit/stored-rows';
import { givenName, slugName, type Draft } from './draft';

// The class of the hub's advisory locks for trees. The second key is that of a table.
const TREE_LOCK = 731_602;

/** The longest loop that a message names in full. */
const NAMED = 8;

/** The references of a record type to records of the same type, such as a parent. They must not lead back to where they begin. */
function treesOf({ model, properties }: WriteModel): readonly WritableProperty[] {
  return properties.filter(({ references }) => references?.() === model);
}

/** Two changes of parents at the same moment can form a loop together, although each alone does not. So they run one after another. */
export async function serializeTrees(
  { manager, turns }: Locking,
  record: WriteModel,
  drafts: readonly Draft[],
): Promise<void> {
  const names = treesOf(record).flatMap(({ property }) => [property, slugName(property), 'intoId']);
  if (!drafts.some(({ input }) => names.some((name) => (input[name] ?? null) !== null))) return;
  const { table } = record.model;
  // SQL: TypeORM has no advisory locks.
  const lock = 'SELECT pg_advisory_xact_lock($1, hashtext($2))';
  await turns.during([`tree ${table}`], () => manager.query(lock, [TREE_LOCK, table]));
}

/** Refuses drafts whose references would lead back to themselves, together with those of all other valid drafts. */
export async function refuseLoops(locking: Locking, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  for (const { property } of treesOf(record)) await refuseLoopsBy(property, locking, record, drafts);
}

interface Row {
  readonly id: string;
  readonly parent: string | null;
  readonly name: string;
}

async function refuseLoopsBy(
  property: string,
  { manager }: Locking,
  record: WriteModel,
  drafts: readonly Draft[],
): Promise<void> {
  const moved = drafts.filter(({ current, values }) => current && property in values);
  if (!moved.some(({ values }) => values[property])) return;
  const stored = await storedRows(manager, record, property, moved);
  const names = new Map(stored.map(({ id, name }) => [id, name]));
  const refused = new Set<Draft>();
  // A refused record keeps its parent, which can turn another draft into a loop. So the check repeats.
  for (let found = 1; found > 0;) {
    const parents = new Map<unknown, unknown>(stored.map(({ id, parent }) => [id, parent]));
    for (const { current, values, failed } of moved) if (!failed) parents.set(current?.id, values[property]);
    const looping = moved.flatMap((draft) => {
      const loop = refused.has(draft) ? undefined : loopFrom(draft, draft.values[property], parents);
      return loop ? [{ draft, loop }] : [];
    });
    for (const { draft, loop } of looping) {
      refused.add(draft);
      const name = givenName(draft, property);
      draft.refuse('CONFLICT', name, messageOf(name, loop, names));
    }
    found = looping.length;
  }
}

/** The ids on the way from a record back to itself; nothing if the way ends elsewhere. */
function loopFrom({ current }: Draft, first: unknown, parents: ReadonlyMap<unknown, unknown>): string[] | undefined {
  const passed = new Set([String(current?.id)]);
  for (let at = first; at; at = parents.get(at)) {
    if (at === current?.id) return [...passed, at as string];
    if (passed.has(at as string)) return undefined;
    passed.add(at as string);
  }
  return undefined;
}

function messageOf(name: string, loop: readonly string[], names: ReadonlyMap<string, string>): string {
  const known = loop.map((id) => names.get(id) ?? id);
  const shown = known.length > NAMED ? [...known.slice(0, NAMED - 1), '…', ...known.slice(-1)] : known;
  const way = shown.join(' → ');
  return `${name} would make a loop: ${way}; choose another record.`;
}

/** All records above the drafts, before or after they move, with their stored parents. */
async function storedRows(
  manager: Locking['manager'],
  { model }: WriteModel,
  property: string,
  moved: readonly Draft[],
): Promise<Row[]> {
  const ids = moved.flatMap(({ current, values }) => [current?.id, values[property]]).filter(Boolean);
  const parent = model.column(property).name;
  const name = model.options.label ? model.column(model.options.label).name : 'id';
  // SQL: one recursive statement for chains of any length. TypeORM's trees need one for each record.
  return manager.query<Row[]>(
    `WITH RECURSIVE chain (id, parent, name) AS (
       SELECT id, ${parent}, ${name}::text FROM ${model.table} WHERE id = ANY($1::uuid[])
       UNION
       SELECT above.id, above.${parent}, above.${name}::text FROM chain JOIN ${model.table} above ON above.id = chain.parent
     )
     SELECT id, parent, name FROM chain`,
    [ids],
  );
}
