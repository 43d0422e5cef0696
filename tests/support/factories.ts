import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';

/** Column values of a row, as Postgres takes them. */
type Values = Readonly<Record<string, unknown>>;

let made = 0;

/** Inserts a row with the columns that are given, and what else the table needs. @returns its id */
async function insert(pool: Pool | PoolClient, table: string, defaults: Values, values: Values): Promise<string> {
  const row = { id: randomUUID(), ...defaults, ...values };
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await pool.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`, Object.values(row));
  return row.id;
}

function next(noun: string): { slug: string; name: string } {
  made += 1;
  const number = String(made).padStart(4, '0');
  return { slug: `${noun}-${number}`, name: `${noun} ${number}` };
}

export function makeOrganization(pool: Pool | PoolClient, values: Values = {}): Promise<string> {
  return insert(pool, 'organization', { ...next('organization'), type: 'COMMUNITY' }, values);
}

export async function makeCore(pool: Pool | PoolClient, values: Values = {}): Promise<string> {
  const organization_id = values['organization_id'] ?? (await makeOrganization(pool));
  return insert(pool, 'core', { ...next('core'), organization_id }, values);
}

export function makeProgram(pool: Pool | PoolClient, values: Values = {}): Promise<string> {
  return insert(pool, 'program', { ...next('program'), kind: 'INITIATIVE', status: 'ACTIVE' }, values);
}

export function makeContact(pool: Pool | PoolClient, values: Values = {}): Promise<string> {
  return insert(pool, 'contact', { name: next('contact').name, kind: 'PERSON', visibility: 'PUBLIC' }, values);
}

/** `values` name the target: `program_id` or `core_id`. */
export function makeRole(pool: Pool | PoolClient, organization_id: string, values: Values): Promise<string> {
  return insert(pool, 'organization_role', { organization_id, role: 'PARTNER' }, values);
}

/** `values` name the target: `organization_id`, `core_id` or `program_id`. */
export function makeAssignment(pool: Pool | PoolClient, contact_id: string, values: Values): Promise<string> {
  return insert(pool, 'contact_assignment', { contact_id }, values);
}

export function makeAffiliation(
  pool: Pool | PoolClient,
  organization_id: string,
  affiliate_id: string,
  values: Values = {},
): Promise<string> {
  return insert(pool, 'organization_affiliation', { organization_id, affiliate_id, type: 'AFFILIATED_WITH' }, values);
}

export function makeRelationship(
  pool: Pool | PoolClient,
  program_id: string,
  related_program_id: string,
  values: Values = {},
): Promise<string> {
  return insert(pool, 'program_relationship', { program_id, related_program_id, type: 'PART_OF' }, values);
}

export function makeTaxonomy(pool: Pool | PoolClient, values: Values = {}): Promise<string> {
  return insert(pool, 'taxonomy', { name: next('taxonomy').name }, values);
}

export async function makeTerm(pool: Pool | PoolClient, values: Values = {}): Promise<string> {
  const taxonomy_id = values['taxonomy_id'] ?? (await makeTaxonomy(pool));
  const { slug, name } = next('term');
  return insert(pool, 'taxonomy_term', { taxonomy_id, code: slug, name }, values);
}

/** `values` name the tagged record: `organization_id`, `core_id` or `program_id`. */
export function makeTag(pool: Pool | PoolClient, term_id: string, values: Values): Promise<string> {
  return insert(pool, 'attribute', { term_id }, values);
}

/** `values` name the record: `organization_id` or `program_id`. */
export function makeIdentifier(pool: Pool | PoolClient, values: Values): Promise<string> {
  return insert(pool, 'identifier', { scheme: 'EIN', value: next('identifier').slug }, values);
}

export function makeSource(pool: Pool | PoolClient, values: Values = {}): Promise<string> {
  const { slug, name } = next('source');
  return insert(
    pool,
    'source',
    { key: slug, title: name, kind: 'OTHER', sha256: randomBytes(32).toString('hex') },
    values,
  );
}

export async function makeCitation(
  pool: Pool | PoolClient,
  record_type: string,
  record_id: string,
  values: Values = {},
): Promise<string> {
  const source_id = values['source_id'] ?? (await makeSource(pool));
  return insert(
    pool,
    'citation',
    { record_type, record_id, source_id, line_from: 1, line_to: 2, assertion: 'EXPLICIT' },
    values,
  );
}
