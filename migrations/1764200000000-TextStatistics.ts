import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Statistics of texts as filters compare them. Where Postgres has none, it guesses by the length of what is asked for: that hardly any row has a
 * long part, even one that all have, and then compares each row of another table with each of them.
 */
export class TextStatistics1764200000000 implements MigrationInterface {
  name = 'TextStatistics1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column] of TEXTS) {
      await queryRunner.query(
        `CREATE STATISTICS ${table}_${column}_stats ON (hub_fold(${column}) COLLATE "C") FROM ${table}`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, column] of TEXTS) await queryRunner.query(`DROP STATISTICS ${table}_${column}_stats`);
  }
}

/** Those texts that no index has in this form; Postgres keeps statistics of what is in an index. */
const TEXTS = Object.entries({
  organization: ['assured_by', 'slug', 'website'],
  organization_affiliation: ['assured_by'],
  core: ['assured_by', 'slug', 'tagline'],
  program: [
    'assured_by',
    'slug',
    'url',
    'eligibility_description',
    'schedule_description',
    'support_currency',
    'support_note',
  ],
  program_relationship: ['assured_by'],
  organization_role: ['assured_by', 'note'],
  identifier: ['assured_by', 'scheme', 'value'],
  contact: ['assured_by', 'credentials', 'title', 'phone'],
  contact_assignment: ['assured_by', 'role'],
  taxonomy: ['assured_by', 'name', 'description'],
  taxonomy_term: ['assured_by', 'code', 'name'],
  attribute: ['assured_by'],
  source: ['assured_by', 'key', 'title', 'sha256'],
  citation: ['assured_by', 'record_type', 'field'],
  change: ['record_type', 'actor'],
}).flatMap(([table, columns]) => columns.map((column) => [table, column] as const));
