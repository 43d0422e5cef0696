import { columnList, readableSql, type Info, type Reads, type Row } from '../platform/reading';
import { organizations } from './organization.entity';

/** The longest chain of parents that is followed. The hub refuses cycles, but others may have written to the database. */
const MAX_DEPTH = 32;

interface AncestorRow extends Row {
  readonly $parent: string;
}

/** The chain of parents of an organization, the nearest first. One statement for all organizations of a field. */
export function ancestorsOf(id: string, reads: Reads, info: Info): Promise<Row[]> {
  return reads.batchedRows(organizations, info, id, async (ids) => {
    const rows = await reads.byKeys<AncestorRow>((scope) => {
      const { list, conditions } = columnList(organizations, 'ancestor', info, scope);
      // The chain ends at the first parent that the viewer may not see: nothing beyond an archived parent is shown.
      const readable = ['true', ...readableSql(organizations, 'o', scope)].join(' AND ');
      return `
        WITH RECURSIVE chain (start, id, depth) AS (
          SELECT o.id, o.parent_organization_id, 1 FROM organization o WHERE o.id = ANY(${scope.statement.bindKeys(ids, 'uuid')})
          UNION ALL
          SELECT chain.start, o.parent_organization_id, chain.depth + 1
          FROM chain JOIN organization o ON o.id = chain.id WHERE chain.depth < ${MAX_DEPTH} AND ${readable}
        )
        SELECT chain.start AS "$parent", ${list}
        FROM chain JOIN organization ancestor ON ancestor.id = chain.id WHERE ${conditions} ORDER BY chain.depth`;
    });
    const chains = new Map(ids.map((start) => [start, [] as AncestorRow[]]));
    for (const row of rows) chains.get(row.$parent)?.push(row);
    return [...chains.values()];
  });
}
