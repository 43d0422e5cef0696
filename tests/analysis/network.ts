import type { Pool } from 'pg';
import {
  makeContact,
  makeAssignment,
  makeCore,
  makeOrganization,
  makeProgram,
  makeRole,
  makeTag,
  makeTaxonomy,
  makeTerm,
} from '../support/factories';

const KINDS = ['STUDY', 'TRAINING', 'CLINIC'];
const ROLES = ['LEAD', 'HOST', 'FUNDER', 'PARTNER'];

/** A small network with what counts wrong most easily: two links between the same records, values that are missing, records that are archived or hidden. */
export async function makeAnalysedNetwork(pool: Pool): Promise<void> {
  const organizations = await inTurn(12, (i) =>
    makeOrganization(pool, { slug: `o${i}`, name: `Organization ${i % 10}${i}` }),
  );
  const cores = await inTurn(3, (i) =>
    makeCore(pool, { slug: `c${i}`, name: `Core ${i}`, organization_id: organizations[0] }),
  );
  const topics = await makeTaxonomy(pool, { name: 'Topics' });
  const audiences = await makeTaxonomy(pool, { name: 'Audiences' });
  const terms = await inTurn(6, (i) =>
    makeTerm(pool, { taxonomy_id: i < 4 ? topics : audiences, code: `t${i}`, name: `Term ${i}` }),
  );
  for (let i = 0; i < 40; i += 1) {
    const program_id = await makeProgram(pool, {
      slug: `p${i}`,
      name: `Program ${(i * 7) % 40}`,
      kind: KINDS[i % 3],
      status: i % 5 === 0 ? 'PAUSED' : 'ACTIVE',
      core_id: i % 4 === 3 ? null : cores[i % 3],
      started_year: i % 6 === 0 ? null : 2000 + ((i * i) % 17),
      support_max_amount: i % 3 === 0 ? null : ((i * 137) % 900) + 0.5,
      support_currency: i % 3 === 0 ? null : 'USD',
      created_at: new Date(Date.UTC(2024, (i * 5) % 24, 1 + (i % 28), 12)),
      archived_at: i % 13 === 12 ? new Date(Date.UTC(2026, 0, 1)) : null,
    });
    for (let k = 0; k <= i % 4; k += 1) {
      await makeRole(pool, organizations[(i * 3 + (k >> 1)) % 12] as string, { program_id, role: ROLES[k] });
    }
    for (const place of new Set([i % 6, (i * i) % 6])) await makeTag(pool, terms[place] as string, { program_id });
  }
  for (let i = 0; i < 8; i += 1) {
    const contact = await makeContact(pool, {
      name: `Contact ${i}`,
      email: `contact${i}@example.org`,
      visibility: i % 2 === 0 ? 'PUBLIC' : 'INTERNAL',
    });
    await makeAssignment(pool, contact, { organization_id: organizations[i % 3] });
  }
}

async function inTurn<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let index = 0; index < count; index += 1) made.push(await make(index));
  return made;
}
