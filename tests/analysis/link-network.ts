import type { Pool } from 'pg';
import {
  makeAffiliation,
  makeAssignment,
  makeContact,
  makeCore,
  makeOrganization,
  makeProgram,
  makeRelationship,
  makeRole,
} from '../support/factories';

const ROLES = ['LEAD', 'HOST', 'FUNDER', 'PARTNER'];
const TYPES = ['AFFILIATED_WITH', 'PARTNER_OF', 'MEMBER_OF'];
const VISIBILITIES = ['PUBLIC', 'PARTNER', 'INTERNAL'];
const ARCHIVED = new Date(Date.UTC(2026, 0, 1));

/** Links of all kinds, with and without dates, some of them to records that are archived or hidden. */
export async function makeLinkNetwork(pool: Pool): Promise<void> {
  const archived = (i: number) => ({ archived_at: i % 7 === 6 ? ARCHIVED : null });
  const organizations = await inTurn(14, (i) =>
    makeOrganization(pool, { slug: `o${i}`, name: `Organization ${(i * 5) % 14}`, ...archived(i) }),
  );
  const cores = await inTurn(3, (i) =>
    makeCore(pool, { slug: `c${i}`, name: `Core ${i}`, organization_id: organizations[0] }),
  );
  const programs = await inTurn(21, (i) =>
    makeProgram(pool, { slug: `p${i}`, name: `Program ${(i * 8) % 21}`, ...archived(i) }),
  );
  for (let i = 0; i < 60; i += 1) {
    const target = i % 6 === 5 ? { core_id: cores[i % 3] } : { program_id: programs[i % 21] };
    await makeRole(pool, organizations[(i * 3) % 14] as string, {
      ...target,
      role: ROLES[(i >> 1) % 4],
      note: i % 4 === 0 ? `note ${i}` : null,
      started_on: i % 5 === 0 ? null : day(i * 53),
      ended_on: i % 3 === 0 ? day(i * 53 + 700) : null,
      created_at: new Date(Date.UTC(2024, i % 24, 3)),
    });
  }
  for (let i = 0; i < 14; i += 1) {
    await makeAffiliation(pool, organizations[i] as string, organizations[(i + 3) % 14] as string, {
      type: TYPES[i % 3],
      started_on: i % 4 === 0 ? null : day(i * 91),
    });
  }
  for (let i = 0; i < 20; i += 1)
    await makeRelationship(pool, programs[i] as string, programs[i + 1] as string, {
      type: i % 3 === 0 ? 'RECRUITS_FOR' : 'PART_OF',
    });
  for (let i = 0; i < 12; i += 1) {
    const contact = await makeContact(pool, {
      name: `Contact ${i}`,
      email: `contact${i}@example.org`,
      visibility: VISIBILITIES[i % 3],
      ...archived(i),
    });
    const role = i % 4 === 0 ? null : `role ${i % 5}`;
    await makeAssignment(pool, contact, { organization_id: organizations[i % 5], role, is_primary: i % 2 === 0 });
    await makeAssignment(pool, contact, { program_id: programs[(i * 2) % 21], role });
    await makeAssignment(pool, contact, { core_id: cores[i % 3], role });
  }
}

/** A day so many days after the beginning of 2015. */
function day(days: number): string {
  return new Date(Date.UTC(2015, 0, 1 + days)).toISOString().slice(0, 10);
}

async function inTurn<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let index = 0; index < count; index += 1) made.push(await make(index));
  return made;
}
