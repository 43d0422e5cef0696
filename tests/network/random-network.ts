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
import type { Edge } from './network';

const PER_TYPE = 12;
const PAST = new Date('2020-01-01');

type Values = Readonly<Record<string, unknown>>;
type Ids = readonly string[];

/** Random numbers from 0 to 1 that depend only on the seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A network with a few records of each type, some of them archived or hidden, and links between them, some of which no longer hold. */
export class RandomNetwork {
  readonly edges: Edge[] = [];
  readonly archived = new Set<string>();
  /** The contacts that the public may not see. */
  readonly hidden = new Set<string>();
  private readonly linked = new Set<string>();
  private readonly next: () => number;
  private organizations: Ids = [];
  private cores: Ids = [];
  private programs: Ids = [];
  private contacts: Ids = [];

  constructor(
    private readonly pool: Pool,
    seed: number,
  ) {
    this.next = random(seed);
  }

  get ids(): Ids {
    return [...this.organizations, ...this.cores, ...this.programs, ...this.contacts];
  }

  oneOf(ids: Ids): string {
    return ids[Math.floor(this.next() * ids.length)] as string;
  }

  async make(): Promise<void> {
    const { pool } = this;
    this.organizations = await this.several((made) =>
      this.record(makeOrganization, 'parent_organization_id', this.chance(0.3) ? made : [], [
        'Organization.parent',
        'Organization.children',
      ]),
    );
    this.cores = await this.several(() =>
      this.record(makeCore, 'organization_id', this.organizations, ['Core.organization', 'Organization.cores']),
    );
    this.programs = await this.several(() =>
      this.record(makeProgram, 'core_id', this.chance(0.4) ? this.cores : [], ['Program.core', 'Core.programs']),
    );
    this.contacts = await this.several(async () => {
      const isHidden = this.chance(0.3);
      const id = await this.kept(await makeContact(pool, { visibility: isHidden ? 'INTERNAL' : 'PUBLIC' }), 'contact');
      if (isHidden) this.hidden.add(id);
      return id;
    });
    for (let index = 0; index < PER_TYPE; index += 1) {
      await this.linkOrganizations();
      await this.assign(index);
    }
  }

  private chance(share: number): boolean {
    return this.next() < share;
  }

  private async several(make: (made: Ids) => Promise<string>): Promise<Ids> {
    const ids: string[] = [];
    while (ids.length < PER_TYPE) ids.push(await make(ids));
    return ids;
  }

  /** A record that may refer to one of some others. */
  private async record(make: typeof makeCore, column: string, others: Ids, fields: Edge['fields']): Promise<string> {
    const other = others.length > 0 ? this.oneOf(others) : undefined;
    const id = await make(this.pool, other ? { [column]: other } : {});
    if (other) this.edges.push({ a: id, b: other, fields });
    return this.kept(id, make === makeCore ? 'core' : make === makeProgram ? 'program' : 'organization');
  }

  private async kept(id: string, table: string): Promise<string> {
    if (!this.chance(0.12)) return id;
    await this.pool.query(`UPDATE ${table} SET archived_at = $2 WHERE id = $1`, [id, PAST]);
    this.archived.add(id);
    return id;
  }

  private async linkOrganizations(): Promise<void> {
    const { pool } = this;
    const [o, o2] = [this.oneOf(this.organizations), this.oneOf(this.organizations)];
    const [p, p2, core] = [this.oneOf(this.programs), this.oneOf(this.programs), this.oneOf(this.cores)];
    await this.link(o, p, ['Organization.programs', 'Program.organizations'], { ends: true }, (values) =>
      makeRole(pool, o, { ...values, program_id: p }),
    );
    await this.link(o2, core, ['Organization.coreRoles', 'Core.organizations'], { ends: true }, (values) =>
      makeRole(pool, o2, { ...values, core_id: core }),
    );
    await this.link(o, o2, ['Organization.affiliations', 'Organization.affiliations'], { ends: true }, (values) =>
      makeAffiliation(pool, o, o2, values),
    );
    await this.link(p, p2, ['Program.relatedPrograms', 'Program.relatedPrograms'], { ends: false }, (values) =>
      makeRelationship(pool, p, p2, values),
    );
  }

  private async assign(index: number): Promise<void> {
    const contact = this.oneOf(this.contacts);
    const targets = [
      { type: 'Organization', field: 'organizations', column: 'organization_id', ids: this.organizations },
      { type: 'Core', field: 'cores', column: 'core_id', ids: this.cores },
      { type: 'Program', field: 'programs', column: 'program_id', ids: this.programs },
    ];
    const { type, field, column, ids } = targets[index % targets.length] as (typeof targets)[number];
    const target = this.oneOf(ids);
    await this.link(contact, target, [`Contact.${field}`, `${type}.contacts`], { ends: false }, (values) =>
      makeAssignment(this.pool, contact, { ...values, [column]: target }),
    );
  }

  /** @param ends whether such a link can end without being archived */
  private async link(
    a: string,
    b: string,
    fields: Edge['fields'],
    { ends }: { readonly ends: boolean },
    make: (values: Values) => Promise<string>,
  ): Promise<void> {
    const key = [a, b].toSorted().join();
    if (a === b || this.linked.has(key)) return;
    this.linked.add(key);
    const isPast = this.chance(0.15);
    const past = ends && this.chance(0.5) ? { ended_on: '2020-01-01' } : { archived_at: PAST };
    const link = await make(isPast ? past : {});
    if (!isPast) this.edges.push({ a, b, link, fields });
  }
}
