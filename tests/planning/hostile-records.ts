import type { Pool } from 'pg';
import * as make from '../support/factories';

/** Characters between the tokens of a planned statement, in all depths. */
const SEPARATORS = '\x1f\x1e\x1d\x1c\x1b\x1a\x19\x18\x17\x16';

/** Texts that look like the tokens of a planned statement, or like parts of them. */
const TEXTS = ['=', '-', '==', '=-', '0', '1', "'='", '=null', '1\x1f=', SEPARATORS, '\x1f\x1f', '2\x1e=a\x1e=b'];

const MINE = 'ffffffff-0000-4000-8000-';
let made = 0;

function id(): string {
  made += 1;
  return `${MINE}${made.toString(16).padStart(12, '0')}`;
}

/** Of a record with a slug. */
function keys(): { readonly id: string; readonly slug: string } {
  return { id: id(), slug: `hostile-${made}` };
}

/**
 * Adds records that the hub's own mutations would not write: texts with separators, empty texts, slugs that look like ids, missing values in every
 * column that can lack one, and links to what is hidden, archived or merged.
 */
export async function addHostileRecords(pool: Pool): Promise<void> {
  const organization = await make.makeOrganization(pool, { ...keys(), name: '', description: '' });
  const core = await make.makeCore(pool, { ...keys(), organization_id: organization, name: '=', tagline: '-' });
  for (const name of TEXTS) {
    const program = await make.makeProgram(pool, {
      ...keys(),
      core_id: core,
      name,
      description: name,
      alternate_names: [name, ''],
      archived_at: made % 5 === 0 ? '2026-02-01' : null,
    });
    const contact = await make.makeContact(pool, { id: id(), name, title: name, visibility: 'INTERNAL' });
    await make.makeAssignment(pool, contact, { id: id(), program_id: program, role: name });
    await make.makeRole(pool, organization, { id: id(), program_id: program });
  }
  await makeStrangeSlugs(pool, organization);
  await makeMissing(pool, core);
  await makeMerged(pool, organization);
  await makeLongOnes(pool);
}

/** A slug that is the id of another record. */
async function makeStrangeSlugs(pool: Pool, organization: string): Promise<void> {
  const program = await make.makeProgram(pool, { id: id(), slug: organization, name: 'slug of another type' });
  await make.makeProgram(pool, { id: id(), slug: program, name: 'slug of another program' });
  await make.makeOrganization(pool, { id: id(), slug: program, name: 'slug of a program' });
}

async function makeMissing(pool: Pool, core: string): Promise<void> {
  await make.makeContact(pool, { id: id(), name: null, email: 'a@example.org' });
  await make.makeContact(pool, { id: id(), name: 'Archived', archived_at: '2026-01-02', visibility: 'PARTNER' });
  const archived = await make.makeOrganization(pool, { ...keys(), name: 'archived', archived_at: '2026-01-02' });
  const hidden = await make.makeCore(pool, { ...keys(), organization_id: archived, name: 'of an archived one' });
  await make.makeProgram(pool, { ...keys(), core_id: hidden, name: 'below an archived one' });
  await make.makeProgram(pool, {
    ...keys(),
    core_id: core,
    name: 'at the edges',
    started_year: -2_147_483_648,
    support_max_amount: '9999999999.99',
    support_currency: '',
    created_at: '0001-01-01T00:00:00Z',
    updated_at: '9999-12-31T23:59:59.999Z',
  });
}

/** Chains of merged records, one of which ends at a hidden contact. */
async function makeMerged(pool: Pool, organization: string): Promise<void> {
  const gone = { archived_at: '2026-02-02', merged_into_id: organization };
  await make.makeOrganization(pool, { ...keys(), name: 'merged', ...gone });
  const hidden = await make.makeContact(pool, { id: id(), name: 'hidden', visibility: 'INTERNAL' });
  await make.makeContact(pool, { id: id(), name: 'seen', archived_at: '2026-02-02', merged_into_id: hidden });
  const kept = await make.makeContact(pool, { id: id(), name: 'kept' });
  await make.makeContact(pool, { id: id(), name: 'gone', archived_at: '2026-02-02', merged_into_id: kept });
}

async function makeLongOnes(pool: Pool): Promise<void> {
  await make.makeProgram(pool, { ...keys(), name: 'long', description: 'é"\\'.repeat(20_000) });
  await make.makeProgram(pool, {
    ...keys(),
    name: 'wide',
    alternate_names: Array.from({ length: 500 }, (_, at) => `${at}`),
  });
}
