import type { Draft, Locking } from '../platform/writing';

// Any number that no other part of the hub locks.
const HIERARCHY_LOCK = 7_316_022_042;

/** Two changes of parents that are each without a cycle may make one together: they are made one after the other. */
export async function serializeHierarchy({ manager, turns }: Locking, drafts: readonly Draft[]): Promise<void> {
  const moves = drafts.some(({ input }) => input.parentOrganizationId ?? input.parentOrganizationSlug ?? input.intoId);
  if (!moves) return;
  // SQL: TypeORM has no advisory locks.
  await turns.during(['hierarchy'], () => manager.query('SELECT pg_advisory_xact_lock($1)', [HIERARCHY_LOCK]));
}

type Parents = ReadonlyMap<unknown, unknown>;

/** Refuses drafts that would make an organization a part of itself, the drafts without a fault being applied as well. */
export async function refuseCycles({ manager }: Locking, drafts: readonly Draft[]): Promise<void> {
  const moved = drafts.filter(({ current, values }) => current && 'parentOrganizationId' in values);
  if (!moved.some(({ values }) => values.parentOrganizationId)) return;
  const stored = await storedParents(manager, moved);
  const refused = new Set<Draft>();
  // One that is refused stays where it is, which may make a cycle of another one.
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

/** Whether the way up from a draft's parent leads to the draft. */
function isCyclic(draft: Draft, parents: Parents): boolean {
  const passed = new Set<unknown>();
  for (let at = parentOf(draft); at && !passed.has(at); at = parents.get(at)) {
    if (at === draft.current?.id) return true;
    passed.add(at);
  }
  return false;
}

/** The stored parents of all organizations that lie on the way up from the drafts, before or after they move. */
async function storedParents(manager: Locking['manager'], moved: readonly Draft[]): Promise<Parents> {
  const ids = moved.flatMap((draft) => [draft.current?.id, parentOf(draft)]).filter(Boolean);
  // SQL: one recursive statement, however high the chains are. TypeORM's trees take one for each record.
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
