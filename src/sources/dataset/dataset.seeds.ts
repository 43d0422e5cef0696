import { v5 } from 'uuid';
import type { Dataset } from './dataset.checker';
import type { Cite } from './dataset.citation';
import { isRecord } from './dataset.entries';
import type { ContactEntry, CoreEntry, OrganizationEntry, ProgramEntry, Tags, TaxonomyEntry } from './dataset.forms';
import type { TableName } from './dataset.tables';

/** Never change it: with it, every installation gives the same record the same id. */
const NAMESPACE = 'd67428fc-8e77-46ce-b8b5-df5b75541c1c';

/** A row to be inserted. `name` is its natural key, `type:slug`, from which its id is made. */
export interface Seed {
  table: TableName;
  name: string;
  row: Record<string, unknown>;
}

/** A record or relation with the citations of it and of its fields. */
interface CitedSeed extends Seed {
  cites: { field: string | null; cite: Cite }[];
}

export function seedId(name: string): string {
  return v5(name, NAMESPACE);
}

/** Every row of the dataset, relations and citations among them, in no order that matters. */
export function seedsOf(dataset: Dataset): Seed[] {
  const sources = dataset.sources.map(({ lines: _lines, retrievedAt, ...rest }) => ({
    table: 'source' as const,
    name: `source:${rest.key}`,
    row: { ...rest, retrieved_at: retrievedAt },
  }));
  const cited = [
    ...dataset.organizations.flatMap(organizationSeeds),
    ...dataset.cores.flatMap(coreSeeds),
    ...dataset.programs.flatMap(programSeeds),
    ...dataset.contacts.flatMap(contactSeeds),
    ...dataset.taxonomies.flatMap(taxonomySeeds),
  ];
  return [...sources, ...cited, ...cited.flatMap(citationSeeds)];
}

function organizationSeeds(entry: OrganizationEntry): CitedSeed[] {
  const own = `organization:${entry.slug}`;
  const row = {
    slug: entry.slug,
    name: entry.name.is,
    alternate_names: entry.alternateNames?.is ?? [],
    description: entry.description?.is,
    type: entry.type.is,
    website: entry.website?.is,
    founded_year: entry.foundedYear?.is,
    parent_organization_id: entry.parent && seedId(`organization:${entry.parent.is}`),
  };
  const affiliations = entry.affiliations.map(({ organization, type, cite }): CitedSeed => ({
    table: 'organization_affiliation',
    name: `organization_affiliation:${entry.slug}:${organization}:${type}`,
    row: { organization_id: seedId(own), affiliate_id: seedId(`organization:${organization}`), type },
    cites: whole(cite),
  }));
  return [
    { table: 'organization', name: own, row, cites: citesOf(entry) },
    ...affiliations,
    ...tagSeeds(own, entry.tags),
  ];
}

function coreSeeds(entry: CoreEntry): CitedSeed[] {
  const own = `core:${entry.slug}`;
  const row = {
    organization_id: seedId(`organization:${entry.organization.is}`),
    slug: entry.slug,
    name: entry.name.is,
    tagline: entry.tagline?.is,
    description: entry.description?.is,
    position: entry.position,
  };
  const core: CitedSeed = { table: 'core', name: own, row, cites: citesOf(entry) };
  return [core, ...roleSeeds(own, `core:${entry.slug}`, entry.roles), ...tagSeeds(own, entry.tags)];
}

function programSeeds(entry: ProgramEntry): CitedSeed[] {
  const own = `program:${entry.slug}`;
  const related = entry.related.map(({ program, type, cite }): CitedSeed => ({
    table: 'program_relationship',
    name: `program_relationship:${entry.slug}:${program}:${type}`,
    row: { program_id: seedId(own), related_program_id: seedId(`program:${program}`), type },
    cites: whole(cite),
  }));
  const program: CitedSeed = { table: 'program', name: own, row: programRow(entry), cites: citesOf(entry) };
  return [program, ...related, ...roleSeeds(own, entry.slug, entry.roles), ...tagSeeds(own, entry.tags)];
}

function programRow(entry: ProgramEntry): Seed['row'] {
  return {
    core_id: entry.core && seedId(`core:${entry.core.is}`),
    slug: entry.slug,
    name: entry.name.is,
    alternate_names: entry.alternateNames?.is ?? [],
    description: entry.description?.is,
    kind: entry.kind.is,
    status: entry.status.is,
    url: entry.url?.is,
    started_year: entry.startedYear?.is,
    eligibility_description: entry.eligibilityDescription?.is,
    schedule_description: entry.scheduleDescription?.is,
    support_max_amount: entry.supportMaxAmount?.is,
    support_currency: entry.supportCurrency?.is,
    support_note: entry.supportNote?.is,
  };
}

function contactSeeds(entry: ContactEntry): CitedSeed[] {
  const own = `contact:${entry.slug}`;
  const row = {
    name: entry.name?.is,
    credentials: entry.credentials?.is,
    title: entry.title?.is,
    email: entry.email?.is,
    phone: entry.phone?.is,
    kind: entry.kind.is,
    visibility: entry.visibility,
  };
  const assignments = entry.assignments.map(({ organization, core, program, role, isPrimary, cite }): CitedSeed => {
    const target = organization ? `organization:${organization}` : core ? `core:${core}` : `program:${program}`;
    return {
      table: 'contact_assignment',
      name: `contact_assignment:${entry.slug}:${target}:${role ?? ''}`,
      row: { contact_id: seedId(own), ...targetOf(target), role, is_primary: isPrimary },
      cites: whole(cite),
    };
  });
  return [{ table: 'contact', name: own, row, cites: citesOf(entry) }, ...assignments];
}

function taxonomySeeds(entry: TaxonomyEntry): CitedSeed[] {
  const own = `taxonomy:${entry.slug}`;
  const row = { name: entry.name, description: entry.description?.is };
  const terms = entry.terms.map(({ code, name, cite }): CitedSeed => ({
    table: 'taxonomy_term',
    name: termName(entry.slug, code),
    row: { taxonomy_id: seedId(own), code, name },
    cites: whole(cite),
  }));
  return [{ table: 'taxonomy', name: own, row, cites: citesOf(entry) }, ...terms];
}

function roleSeeds(target: string, shortTarget: string, roles: ProgramEntry['roles']): CitedSeed[] {
  return roles.map(({ organization, role, note, cite }) => ({
    table: 'organization_role',
    name: `organization_role:${organization}:${shortTarget}:${role}`,
    row: { organization_id: seedId(`organization:${organization}`), ...targetOf(target), role, note },
    cites: whole(cite),
  }));
}

function tagSeeds(target: string, tags: Tags): CitedSeed[] {
  return Object.entries(tags).flatMap(([taxonomy, terms]) =>
    Object.entries(terms ?? {}).map(([code, cites]) => ({
      table: 'attribute',
      name: `attribute:${target}:${taxonomy}:${code}`,
      row: { term_id: seedId(termName(taxonomy, code)), ...targetOf(target) },
      cites: whole(cites ?? []),
    })),
  );
}

function termName(taxonomy: string, code: string): string {
  return `taxonomy_term:${taxonomy}:${code}`;
}

/** The column of the one record that a relation is for: `program:secure` sets `program_id`. */
function targetOf(target: string): Record<string, string> {
  return { [`${target.slice(0, target.indexOf(':'))}_id`]: seedId(target) };
}

function whole(cites: readonly Cite[]): CitedSeed['cites'] {
  return cites.map((cite) => ({ field: null, cite }));
}

function citesOf(entry: { cite: Cite[] }): CitedSeed['cites'] {
  const fields = Object.entries(entry).flatMap(([field, value]: [string, unknown]) =>
    hasCites(value) ? value.cite.map((cite) => ({ field, cite })) : [],
  );
  return [...whole(entry.cite), ...fields];
}

/** Only a field written as `{ is, cite }` has `cite` beside `is`. */
function hasCites(value: unknown): value is { cite: Cite[] } {
  return isRecord(value) && 'is' in value && Array.isArray(value['cite']);
}

function citationSeeds({ table, name, cites }: CitedSeed): Seed[] {
  return cites.map(({ field, cite }) => ({
    table: 'citation',
    name: `citation:${name}:${field ?? ''}:${cite.source}${cite.from}-${cite.to}`,
    row: {
      record_type: table,
      record_id: seedId(name),
      field,
      source_id: seedId(`source:${cite.source}`),
      line_from: cite.from,
      line_to: cite.to,
      assertion: cite.assertion,
    },
  }));
}
