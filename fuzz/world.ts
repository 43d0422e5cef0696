import type { PoolClient } from 'pg';
import * as make from '../tests/support/factories';
import { Random } from '../chaos/random';
import { HOSTILE_TEXTS } from './generators/texts';

/** Of each type, beside what the bundled network has. */
const ORGANIZATIONS = 40;
const CORES = 16;
const PROGRAMS = 90;
const CONTACTS = 50;
const TERMS = 14;
/** The world is the same for all seeds, so that a finding can be played again. */
const SEED = 8;

const KINDS = ['PATHWAY', 'INITIATIVE', 'TRAINING', 'CLINIC', 'PARTNERSHIP', 'STUDY', 'RESOURCE'] as const;
const STATUSES = ['PLANNED', 'ACTIVE', 'PAUSED', 'COMPLETED', 'DISCONTINUED'] as const;
const ROLES = ['LEAD', 'HOST', 'PARTNER', 'PARTICIPANT', 'FUNDER', 'SPONSOR'] as const;
const VISIBILITIES = ['PUBLIC', 'PARTNER', 'INTERNAL'] as const;

/** Adds records whose texts are hard to handle: many of the same name, missing values, archived ones, links of all kinds. */
export async function fillWorld(client: PoolClient): Promise<void> {
  await client.query('BEGIN');
  await new Filling(client).fill();
  await client.query('COMMIT');
}

class Filling {
  private readonly random = new Random(SEED);
  private made = 0;

  constructor(private readonly client: PoolClient) {}

  async fill(): Promise<void> {
    const organizations = await this.many(ORGANIZATIONS, (all) => this.organization(all));
    const cores = await this.many(CORES, () => this.core(this.random.pick(organizations)));
    const programs = await this.many(PROGRAMS, () => this.program(cores));
    const contacts = await this.many(CONTACTS, () => this.contact());
    const taxonomy = await make.makeTaxonomy(this.client, { ...this.record(), name: this.text() });
    const terms = await this.many(TERMS, (all) => this.term(taxonomy, all));
    const source = await make.makeSource(this.client, { ...this.record(), key: 'fuzz', title: this.text() });
    const targets = [
      ...organizations.map((organization_id) => ({ organization_id })),
      ...cores.map((core_id) => ({ core_id })),
      ...programs.map((program_id) => ({ program_id })),
    ];
    for (const target of targets) {
      await this.links(target, { organizations, contacts, terms });
      await this.citations(target, source);
    }
    for (const program of programs) await this.relate(program, this.random.pick(programs));
    for (const one of organizations) await this.affiliate(one, this.random.pick(organizations));
  }

  private async many(count: number, one: (before: readonly string[]) => Promise<string>): Promise<string[]> {
    const made: string[] = [];
    for (let index = 0; index < count; index += 1) made.push(await one(made));
    return made;
  }

  private organization(before: readonly string[]): Promise<string> {
    const { random } = this;
    return make.makeOrganization(this.client, {
      ...this.record(),
      name: this.text(),
      alternate_names: random.chance(0.5) ? [this.text(), this.text()] : [],
      description: this.maybe(() => this.text()),
      type: random.pick(['HOSPITAL', 'NETWORK', 'CENTER', 'COMMUNITY']),
      website: this.maybe(() => "https://example.org/a'b?c=%00&d=é"),
      founded_year: this.maybe(() => random.between(1850, 1860)),
      parent_organization_id: before.length > 0 ? this.maybe(() => random.pick(before)) : null,
    });
  }

  private core(organization_id: string): Promise<string> {
    return make.makeCore(this.client, {
      ...this.record(),
      organization_id,
      name: `${this.text()} ${this.made}`,
      tagline: this.maybe(() => this.text()),
      description: this.maybe(() => this.text()),
      position: this.random.between(0, 3),
    });
  }

  private program(cores: readonly string[]): Promise<string> {
    const { random } = this;
    const amount = this.maybe(() => random.pick([0.01, 49.9, 2000, 9_999_999_999.99]));
    return make.makeProgram(this.client, {
      ...this.record(),
      core_id: this.maybe(() => random.pick(cores)),
      name: this.text(),
      alternate_names: random.chance(0.3) ? [this.text()] : [],
      description: this.maybe(() => this.text()),
      kind: random.pick(KINDS),
      status: random.pick(STATUSES),
      started_year: this.maybe(() => random.between(2000, 2004)),
      eligibility_description: this.maybe(() => this.text()),
      support_max_amount: amount,
      support_currency: amount === null ? null : 'USD',
    });
  }

  private contact(): Promise<string> {
    const { random } = this;
    return make.makeContact(this.client, {
      ...this.record(),
      name: this.text(),
      title: this.maybe(() => this.text()),
      credentials: this.maybe(() => this.text()),
      email: this.maybe(() => `o'brien+${this.made}@example.org`),
      phone: this.maybe(() => '+1 215 555 0100'),
      kind: random.pick(['PERSON', 'MAILBOX']),
      visibility: random.pick(VISIBILITIES),
    });
  }

  private term(taxonomy_id: string, before: readonly string[]): Promise<string> {
    const parent_id = before.length > 0 ? this.maybe(() => this.random.pick(before)) : null;
    return make.makeTerm(this.client, { ...this.record(), taxonomy_id, parent_id, name: this.text() });
  }

  private async links(
    target: Readonly<Record<string, string>>,
    { organizations, contacts, terms }: Readonly<Record<'organizations' | 'contacts' | 'terms', readonly string[]>>,
  ): Promise<void> {
    const { random, client } = this;
    for (const contact of this.some(contacts)) {
      const role = this.maybe(() => this.text());
      await make.makeAssignment(client, contact, { ...this.record(), ...target, role, is_primary: random.chance(0.2) });
    }
    for (const term of this.some(terms)) await make.makeTag(client, term, { ...this.record(), ...target });
    if ('organization_id' in target) return;
    for (const organization of this.some(organizations)) {
      await make.makeRole(client, organization, { ...this.record(), ...target, role: random.pick(ROLES) });
    }
  }

  private async citations(target: Readonly<Record<string, string>>, source_id: string): Promise<void> {
    const [entry] = Object.entries(target);
    if (!entry || !this.random.chance(0.5)) return;
    const [column, id] = entry;
    const line_from = this.random.between(1, 40);
    const record = this.record();
    const ended = record['archived_at'] === null ? {} : { until_version: 2 };
    const values = { ...record, ...ended, source_id, line_from, line_to: line_from + 1 };
    await make.makeCitation(this.client, column.replace('_id', ''), id, values);
  }

  private async relate(program: string, other: string): Promise<void> {
    if (program !== other) await make.makeRelationship(this.client, program, other, this.record());
  }

  private async affiliate(one: string, other: string): Promise<void> {
    if (one !== other) await make.makeAffiliation(this.client, one, other, this.record());
  }

  /** What every record has. Many are of the same moment, so that orders have ties. */
  private record(): Readonly<Record<string, unknown>> {
    this.made += 1;
    const moment = `2026-0${this.random.between(1, 3)}-01T00:00:00.${this.random.pick(['000', '001', '999'])}Z`;
    return {
      id: `00000000-0000-4000-8000-${this.made.toString(16).padStart(12, '0')}`,
      created_at: moment,
      updated_at: moment,
      archived_at: this.random.chance(0.1) ? moment : null,
    };
  }

  private text(): string {
    return this.random.pick(HOSTILE_TEXTS);
  }

  private maybe<T>(value: () => T): T | null {
    return this.random.chance(0.6) ? value() : null;
  }

  /** Up to three, none twice. */
  private some(list: readonly string[]): Set<string> {
    return new Set(Array.from({ length: this.random.between(0, 3) }, () => this.random.pick(list)));
  }
}
