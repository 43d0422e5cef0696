import type { Draft, Unit } from '../platform/writing';

// Any number that no other part of the hub locks.
const HIERARCHY_LOCK = 7_316_022_042;

/** Two changes of parents that are each without a cycle may make one together: they are made one after the other. */
export async function serializeHierarchy({ client }: Unit, drafts: readonly Draft[]): Promise<void> {
  const moves = drafts.some(({ input }) => input.parentOrganizationId ?? input.parentOrganizationSlug ?? input.intoId);
  if (moves) await client.query('SELECT pg_advisory_xact_lock($1)', [HIERARCHY_LOCK]);
}

/** Refuses drafts that would make an organization a part of itself, the other drafts being applied as well. */
export async function refuseCycles({ client }: Unit, drafts: readonly Draft[]): Promise<void> {
  const moved = drafts.filter(({ current, values }) => current && typeof values.parentOrganizationId === 'string');
  if (moved.length === 0) return;
  const { rows } = await client.query<{ id: string }>(
    `WITH RECURSIVE given AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (id uuid, parent uuid)
     ), chain (id, at) AS (
       SELECT id, parent FROM given
       UNION
       SELECT chain.id, coalesce(given.parent, stored.parent_organization_id)
       FROM chain JOIN organization stored ON stored.id = chain.at LEFT JOIN given ON given.id = chain.at
       WHERE chain.at <> chain.id
     )
     SELECT id FROM chain WHERE at = id`,
    [JSON.stringify(moved.map(({ current, values }) => ({ id: current?.id, parent: values.parentOrganizationId })))],
  );
  const cyclic = new Set(rows.map(({ id }) => id));
  for (const draft of moved) {
    if (!cyclic.has(String(draft.current?.id))) continue;
    const name = draft.input.parentOrganizationSlug === undefined ? 'parentOrganizationId' : 'parentOrganizationSlug';
    draft.refuse('CONFLICT', name, 'An organization cannot be part of itself, not even through others.');
  }
}
