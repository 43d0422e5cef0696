import type { TestHub } from '../../support/hub';
import { makeCitation, makeSource, makeTag, makeTerm } from '../../support/factories';
import { moment } from '../../support/writer';
import { ENDS, type ContactEnd } from './world';

const FIELDS = ['name', 'email', 'title', 'credentials', 'phone'] as const;
const VISIBILITIES = ['PUBLIC', 'PARTNER', 'INTERNAL'] as const;
const STEPS = 90;

/** A sequence of numbers from 0 to 1 that depends on the seed alone. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Input = Record<string, unknown>;

/** Makes records and changes them at random, through the hub's own mutations, which may well refuse. */
export class History {
  private readonly next: () => number;
  private readonly canaries = new Set<string>();
  private readonly contacts: string[] = [];
  private readonly ends: Record<ContactEnd, string[]> = { organization: [], core: [], program: [] };
  readonly moments: string[] = [];

  constructor(
    private readonly hub: TestHub,
    private readonly editor: Record<string, string>,
    seed: number,
  ) {
    this.next = random(seed);
  }

  async live(): Promise<void> {
    await this.found();
    for (const visibility of VISIBILITIES) for (let count = 0; count < 4; count += 1) await this.create(visibility);
    for (const id of this.contacts) await this.assign(id);
    await this.mergeAcross();
    for (let step = 0; step < STEPS; step += 1) await this.step();
    await this.mergeAcross();
    await this.cite();
    await this.hub.database.pool.query('SELECT hub_number_changes()');
  }

  /** What contacts are assigned to. */
  private async found(): Promise<void> {
    const { pool } = this.hub.database;
    const tag = { term: await makeTerm(pool) };
    for (let count = 0; count < 3; count += 1) {
      const name = `Place ${count}`;
      await this.make('organization', { name: `${name} house`, type: 'COMMUNITY' });
      const organizationId = this.ends.organization[count % 2];
      await this.make('core', { name: `${name} core`, position: count + 1, organizationId });
    }
    for (let count = 0; count < 5; count += 1) {
      const coreId = this.ends.core[count];
      await this.make('program', { name: `Program ${count}`, kind: 'INITIATIVE', coreId });
    }
    for (const program_id of this.ends.program.slice(0, 3)) await makeTag(pool, tag.term, { program_id });
  }

  private async make(type: ContactEnd, input: Input): Promise<void> {
    const id = await this.mutate(`create${type.charAt(0).toUpperCase()}${type.slice(1)}`, type, input);
    if (id) this.ends[type].push(id);
  }

  private async create(visibility: string): Promise<void> {
    const values = Object.fromEntries(FIELDS.map((field) => [field, this.canary(field)]));
    const id = await this.mutate('createContact', 'contact', { ...values, kind: 'PERSON', visibility });
    if (id) this.contacts.push(id);
  }

  /** A contact merged into each kind of other one, so that a loser may be stricter than its winner, and the other way about. */
  private async mergeAcross(): Promise<void> {
    for (const from of VISIBILITIES) {
      for (const into of VISIBILITIES) {
        await this.create(from);
        await this.create(into);
        const [id, intoId] = this.contacts.slice(-2) as [string, string];
        await this.assign(id);
        await this.mutate('mergeContacts', 'contact', { id, intoId });
      }
    }
  }

  private async step(): Promise<void> {
    const id = this.one(this.contacts);
    const chance = this.next();
    if (chance < 0.3) await this.mutate('updateContact', 'contact', { id, visibility: this.one(VISIBILITIES) });
    else if (chance < 0.45) await this.rename(id);
    else if (chance < 0.7) await this.assign(id);
    else if (chance < 0.82) await this.unassign();
    else if (chance < 0.88) await this.mutate('archiveContact', 'contact', { id });
    else if (chance < 0.9) await this.mutate('mergeContacts', 'contact', { id, intoId: this.one(this.contacts) });
    else if (chance < 0.93) await this.mutate('restoreContact', 'contact', { id });
    else await this.changeProgram();
    this.moments.push((await moment(this.hub.database.pool)).toISOString());
  }

  private async rename(id: string): Promise<void> {
    const field = this.one(FIELDS);
    const value = field === 'name' || this.next() < 0.7 ? this.canary(field) : null;
    const visibility = this.next() < 0.3 ? { visibility: this.one(VISIBILITIES) } : {};
    await this.mutate('updateContact', 'contact', { id, [field]: value, ...visibility });
  }

  private async assign(contactId: string): Promise<void> {
    const end = this.one(ENDS);
    const role = this.next() < 0.7 ? this.canary('role') : null;
    const input = { contactId, [`${end}Id`]: this.one(this.ends[end]), role, isPrimary: this.next() < 0.3 };
    await this.mutate('assignContact', 'contactAssignment', input);
  }

  /** A link of any contact; of one that is hidden too. */
  private async unassign(): Promise<void> {
    const { rows } = await this.hub.database.pool.query<{ id: string }>(
      'SELECT id FROM contact_assignment WHERE archived_at IS NULL ORDER BY created_at',
    );
    if (rows.length > 0) await this.mutate('unassignContact', 'contactAssignment', { id: this.one(rows).id });
  }

  private async changeProgram(): Promise<void> {
    const id = this.one(this.ends.program);
    if (this.next() < 0.1) await this.mutate('archiveProgram', 'program', { id });
    else await this.mutate('updateProgram', 'program', { id, status: this.one(['ACTIVE', 'PAUSED', 'COMPLETED']) });
  }

  /** Sources bear out contacts, their links and their values. */
  private async cite(): Promise<void> {
    const { pool } = this.hub.database;
    const source_id = await makeSource(pool);
    let line = 0;
    for (const table of ['contact', 'contact_assignment', ...ENDS]) {
      // A link that was removed has no current citation.
      const living = table === 'contact_assignment' ? 'WHERE archived_at IS NULL' : '';
      const { rows } = await pool.query<{ id: string }>(`SELECT id FROM ${table} ${living} ORDER BY created_at`);
      for (const { id } of rows) {
        line += 1;
        const field = this.next() < 0.5 ? this.canary('role') : null;
        await makeCitation(pool, table, id, { source_id, field, line_from: line, line_to: line });
      }
    }
  }

  private async mutate(name: string, field: string, input: Input): Promise<string | undefined> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${field} { id } errors { code } } }`;
    const { data, errors } = await this.hub.query<Record<string, Record<string, { id: string } | null>>, object>(
      query,
      { input },
      this.editor,
    );
    expect(errors).toBeUndefined();
    return data[name]?.[field]?.id;
  }

  /** Values have much in common, so that filters, searches and orders distinguish them by little. */
  private canary(field: string): string {
    const digits = Array.from({ length: 6 }, () => this.one(['a', 'b', '3', 'k'])).join('');
    const word = field === 'phone' ? `+99${String(Math.floor(this.next() * 1e7)).padStart(7, '0')}` : `zq${digits}`;
    if (this.canaries.has(word)) return this.canary(field);
    this.canaries.add(word);
    return field === 'email' ? `${word}@example.org` : word;
  }

  private one<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }
}
