import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['organization', 'core', 'program', 'contact', 'taxonomy', 'taxonomy_term', 'source', 'citation'];

/** Lists can be ordered by when their records were last confirmed. */
export class AssuredAt1764430000001 implements MigrationInterface {
  name = 'AssuredAt1764430000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await queryRunner.query(`CREATE INDEX ${table}_assured_at_idx ON ${table} (assured_at, id, archived_at)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.query(`DROP INDEX ${table}_assured_at_idx`);
  }
}
