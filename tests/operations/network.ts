import type { Pool } from 'pg';
import {
  makeAffiliation,
  makeAssignment,
  makeCitation,
  makeContact,
  makeCore,
  makeIdentifier,
  makeOrganization,
  makeProgram,
  makeRelationship,
  makeRole,
  makeSource,
  makeTag,
  makeTaxonomy,
  makeTerm,
} from '../support/factories';

/** Runs `make` for 0, 1, … one after the other, so that what is made first is the first. */
async function times(count: number, make: (index: number) => Promise<unknown>): Promise<void> {
  for (let index = 0; index < count; index += 1) await make(index);
}

/** An organization that is part of another one and has `count` parts and `count` affiliations. */
export async function makeHolding(pool: Pool, slug: string, count: number): Promise<void> {
  const parent_organization_id = await makeOrganization(pool);
  const id = await makeOrganization(pool, { slug, parent_organization_id });
  await times(count, async () => {
    await makeOrganization(pool, { parent_organization_id: id });
    await makeAffiliation(pool, id, await makeOrganization(pool));
  });
}

/** A center with `cores` cores, each with a partner and `programs` programs, each of which has a partner. */
export async function makeCenter(pool: Pool, slug: string, cores: number, programs: number): Promise<void> {
  const organization_id = await makeOrganization(pool, { slug });
  const partner = await makeOrganization(pool);
  await times(cores, async () => {
    const core_id = await makeCore(pool, { organization_id });
    await makeRole(pool, partner, { core_id });
    await times(programs, async () => makeRole(pool, partner, { program_id: await makeProgram(pool, { core_id }) }));
  });
}

/** A program with a core, and with `count` of everything that a program can have; every link is cited. */
export async function makeRichProgram(pool: Pool, slug: string, count: number): Promise<void> {
  const program_id = await makeProgram(pool, { slug, core_id: await makeCore(pool) });
  const source_id = await makeSource(pool);
  const cite = async (type: string, link: Promise<string>) => makeCitation(pool, type, await link, { source_id });
  const parent_organization_id = await makeOrganization(pool);
  await times(count, async (index) => {
    const organization = await makeOrganization(pool, { parent_organization_id });
    await cite('organization_role', makeRole(pool, organization, { program_id }));
    await cite('organization_role', makeRole(pool, organization, { program_id, role: 'FUNDER' }));
    await cite('program_relationship', makeRelationship(pool, program_id, await makeProgram(pool)));
    await cite('contact_assignment', makeAssignment(pool, await makeContact(pool), { program_id }));
    await cite('attribute', makeTag(pool, await makeTerm(pool), { program_id }));
    await makeIdentifier(pool, { program_id });
    await makeCitation(pool, 'program', program_id, {
      source_id,
      field: 'supportNote',
      line_from: index + 1,
      line_to: index + 1,
    });
  });
}

/** `count` pathway programs for an audience, with a contact, and led by an organization that has one as well. */
export async function makePathways(pool: Pool, audience: string, count: number): Promise<void> {
  const audiences = await makeTaxonomy(pool, { name: 'Audiences' });
  const topics = await makeTaxonomy(pool, { name: 'Topics' });
  const forWhom = await makeTerm(pool, { taxonomy_id: audiences, code: audience });
  const topic = await makeTerm(pool, { taxonomy_id: topics, code: 'topic' });
  const parent_organization_id = await makeOrganization(pool);
  await times(count, async () => {
    const organization_id = await makeOrganization(pool, { type: 'NETWORK', parent_organization_id });
    const core_id = await makeCore(pool);
    const program_id = await makeProgram(pool, { kind: 'PATHWAY', core_id });
    await makeRole(pool, organization_id, { program_id, role: 'LEAD' });
    for (const target of [{ organization_id }, { program_id }]) {
      await makeAssignment(pool, await makeContact(pool), target);
      await makeTag(pool, forWhom, target);
    }
    for (const target of [{ organization_id }, { program_id }, { core_id }]) await makeTag(pool, topic, target);
  });
}

/** The kinds of record that `makeInferences` makes, in turn. */
export const INFERRED_TYPES = 6;

/** `rounds` times one inferred citation for each of six kinds of record, each from a source of its own, in the order of their lines. */
export async function makeInferences(pool: Pool, rounds: number): Promise<void> {
  await times(rounds, async (round) => {
    const organization = await makeOrganization(pool);
    const program_id = await makeProgram(pool);
    const records: [string, string][] = [
      ['organization', organization],
      ['program', program_id],
      ['taxonomy', await makeTaxonomy(pool)],
      ['organization_role', await makeRole(pool, organization, { program_id })],
      ['program_relationship', await makeRelationship(pool, program_id, await makeProgram(pool))],
      ['attribute', await makeTag(pool, await makeTerm(pool), { program_id })],
    ];
    await times(records.length, async (index) => {
      const line = round * records.length + index + 1;
      const [type, id] = records[index] as [string, string];
      await makeCitation(pool, type, id, { assertion: 'INFERRED', line_from: line, line_to: line });
    });
  });
}
