import type { MigrationInterface, QueryRunner } from 'typeorm';

const ALWAYS = ['created_at', 'updated_at', 'assured_at', 'assured_by'];

/** What lists of links can be ordered by. */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  organization_role: ['role', 'started_on', 'ended_on', ...ALWAYS],
  organization_affiliation: ['type', 'started_on', 'ended_on', ...ALWAYS],
  program_relationship: ['type', ...ALWAYS],
  contact_assignment: ['role', ...ALWAYS],
};

const INDEXES = Object.entries(ORDERS).flatMap(([table, columns]) => columns.map((column) => [table, column] as const));

/** Links are lists of their own: an index for each order, as records have them. */
export class LinkLists1764440000000 implements MigrationInterface {
  name = 'LinkLists1764440000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column] of INDEXES)
      await queryRunner.query(`CREATE INDEX ${table}_${column}_idx ON ${table} (${column}, id, archived_at)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column] of INDEXES) await queryRunner.query(`DROP INDEX ${table}_${column}_idx`);
  }
}
