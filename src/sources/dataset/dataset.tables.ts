import { foldedSql } from '../../platform/reading';

interface Table {
  columns: readonly string[];
  /** When a row that is there (`kept`) is the same as one of the dataset (`given`), though its id is another. */
  same: string;
}

const equal = (...columns: string[]): string =>
  columns.map((column) => `kept.${column} IS NOT DISTINCT FROM given.${column}`).join(' AND ');

// In the order of loading: a table comes after those that it refers to. `same` mirrors the tables' unique indexes.
export const TABLES = {
  source: { columns: ['key', 'title', 'sha256', 'retrieved_at'], same: equal('key') },
  organization: {
    columns: [
      ...['slug', 'name', 'alternate_names', 'description', 'type', 'website', 'founded_year'],
      'parent_organization_id',
    ],
    same: equal('slug'),
  },
  organization_affiliation: {
    columns: ['organization_id', 'affiliate_id', 'type'],
    same: equal('organization_id', 'affiliate_id', 'type'),
  },
  core: {
    columns: ['organization_id', 'slug', 'name', 'tagline', 'description', 'position'],
    same: `${equal('slug')} OR (${equal('organization_id', 'name')} AND kept.archived_at IS NULL)`,
  },
  program: {
    columns: [
      ...['core_id', 'slug', 'name', 'alternate_names', 'description', 'kind', 'status', 'url', 'started_year'],
      ...['eligibility_description', 'schedule_description', 'support_max_amount', 'support_currency', 'support_note'],
    ],
    same: equal('slug'),
  },
  program_relationship: {
    columns: ['program_id', 'related_program_id', 'type'],
    same: equal('program_id', 'related_program_id', 'type'),
  },
  organization_role: {
    columns: ['organization_id', 'program_id', 'core_id', 'role', 'note'],
    same: equal('organization_id', 'program_id', 'core_id', 'role'),
  },
  contact: {
    columns: ['name', 'credentials', 'title', 'email', 'phone', 'kind', 'visibility'],
    same: `${foldedSql('kept.email')} = ${foldedSql('given.email')} AND kept.archived_at IS NULL`,
  },
  contact_assignment: {
    columns: ['contact_id', 'organization_id', 'core_id', 'program_id', 'role', 'is_primary'],
    same: equal('contact_id', 'organization_id', 'core_id', 'program_id', 'role'),
  },
  taxonomy: { columns: ['name', 'description'], same: equal('name') },
  taxonomy_term: { columns: ['taxonomy_id', 'code', 'name'], same: equal('taxonomy_id', 'code') },
  attribute: {
    columns: ['term_id', 'organization_id', 'core_id', 'program_id'],
    same: equal('term_id', 'organization_id', 'core_id', 'program_id'),
  },
  citation: {
    columns: ['record_type', 'record_id', 'field', 'source_id', 'line_from', 'line_to', 'assertion'],
    same: equal('record_id', 'record_type', 'field', 'source_id', 'line_from', 'line_to'),
  },
} satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];
