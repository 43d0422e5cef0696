import type { Draft, Locking } from '../platform/writing';

// The key of an advisory lock, unique in the hub.
const HIERARCHY_LOCK = 7_316_022_042;

/** Two concurrent changes of parents can form a cycle together, although each alone does not. So they run one after another. */
export async function serializeHierarchy({ manager, turns }: Locking, drafts: readonly Draft[]): Promise<void> {
  const moves = drafts.some(({ input }) => input.parentOrganizationId ?? input.parentOrganizationSlug ?? input.intoId);
  if (!moves) return;
  // SQL: TypeORM has no advisory locks.
  await turns.during(['hierarchy'], () => manager.query('SELECT pg_advisory_xact_lock($1)', [HIERARCHY_LOCK]));
}

type Parents = ReadonlyMap<unknown, unknown>;

/** Refuses drafts that would make an organization a part of itself, together with all other valid drafts. */
export async function refuseCycles({ manager }: Locking, drafts: readonly Draft[]): Promise<void> {
  const moved = drafts.filter(({ current, values }) => current && 'parentOrganizationId' in values);
  if (!moved.some(({ values }) => values.parentOrganizationId)) return;
  const stored = await storedParents(manager, moved);
  const refused = new Set<Draft>();
  // A refused organization keeps its parent, which can turn another draft into a cycle. So the check repeats.
  for (let cyclic = moved; cyclic.length > 0;) {
    const applied = moved.filter(({ failed }) => !failed).map((draft) => [draft.current?.id, parentOf(draft)] as const);
    const parents = new Map<unknown, unknown>([...stored, ...applied]);
    cyclic = moved.filter((draft) => !refused.has(draft) && isCyclic(draft, parents));
    for (const draft of cyclic) {
      refused.add(draft);
      const name = draft.input.parentOrganizationSlug === undefined ? 'parentOrganizationId' : 'parentOrganizationSlug';
      draft.refuse(
        'CONFLICT',
        name,
        'An organization cannot be a part of itself, directly or through others; choose another parent.',
      );
    }
  }
}

function parentOf({ values }: Draft): unknown {
  return values.parentOrganizationId;
}

/** Whether the chain of parents of a draft leads back to the draft. */
function isCyclic(draft: Draft, parents: Parents): boolean {
  const passed = new Set<unknown>();
  for (let at = parentOf(draft); at && !passed.has(at); at = parents.get(at)) {
    if (at === draft.current?.id) return true;
    passed.add(at);
  }
  return false;
}

/** The stored parents of all organizations above the drafts, before or after they move. */
async function storedParents(manager: Locking['manager'], moved: readonly Draft[]): Promise<Parents> {
  const ids = moved.flatMap((draft) => [draft.current?.id, parentOf(draft)]).filter(Boolean);
  // SQL: one recursive statement for chains of any length. TypeORM's trees need one for each record.
  const rows = await manager.query<{ id: string; parent: string | null }[]>(
    `WITH RECURSIVE chain (id, parent) AS (
       SELECT id, parent_organization_id FROM organization WHERE id = ANY($1::uuid[])
       UNION
       SELECT above.id, above.parent_organization_id FROM chain JOIN organization above ON above.id = chain.parent
     )
     SELECT id, parent FROM chain`,
    [ids],
  );
  return new Map(rows.map(({ id, parent }) => [id, parent]));
}
