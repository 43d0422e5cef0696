import { columnList, type Info, type Reads, type Row } from '../platform/reading';
import { organizations } from '../organizations';

interface LeadRow extends Row {
  readonly $parent: string;
}

/** The organization that leads a program: the first lead by name in `organizations`. One statement for all programs of a field. */
export function leadOf(program: string, reads: Reads, info: Info): Promise<Row | null> {
  return reads.batchedRows<Row | null>(organizations, info, program, async (ids) => {
    const rows = await reads.byKeys<LeadRow>((scope) => {
      const { list, conditions } = columnList(organizations, 'lead', info, { ...scope, includeArchived: false });
      return `
        SELECT DISTINCT ON (role.program_id) role.program_id AS "$parent", ${list}
        FROM organization_role role JOIN organization lead ON lead.id = role.organization_id
        WHERE role.program_id = ANY(${scope.statement.bindKeys(ids, 'uuid')}) AND role.role = 'LEAD'
          AND role.archived_at IS NULL AND ${conditions}
        ORDER BY role.program_id, lead.name, lead.id`;
    });
    const byProgram = new Map(rows.map((row) => [row.$parent, row]));
    return ids.map((id) => byProgram.get(id) ?? null);
  });
}
