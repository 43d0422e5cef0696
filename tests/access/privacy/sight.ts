import { CANARY, ENDS, entriesOf, UUID, type Row, type Table, type World } from './world';

export const ROLES = ['public', 'analyst', 'partner', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who may read what: the contract in its own words, not the hub's. */
export interface Policy {
  readonly contacts: Readonly<Record<Role, readonly string[]>>;
  readonly archived: readonly Role[];
  readonly history: readonly Role[];
  readonly authorship: readonly Role[];
  readonly follow: readonly Role[];
}

export const POLICY: Policy = {
  contacts: {
    public: ['PUBLIC'],
    analyst: ['PUBLIC'],
    partner: ['PUBLIC', 'PARTNER'],
    editor: ['PUBLIC', 'PARTNER', 'INTERNAL'],
    admin: ['PUBLIC', 'PARTNER', 'INTERNAL'],
  },
  archived: ['analyst', 'editor', 'admin'],
  history: ['analyst', 'partner', 'editor', 'admin'],
  authorship: ['analyst', 'editor', 'admin'],
  follow: ['partner', 'editor', 'admin'],
};

/** What one role may know of a world. */
export class Sight {
  readonly archived: boolean;
  private readonly seen: readonly string[];
  private allKnown: ReadonlySet<string> | undefined;
  private readonly judged = new Map<string, boolean>();

  constructor(
    readonly world: World,
    readonly role: Role,
    readonly policy: Policy = POLICY,
  ) {
    this.archived = policy.archived.includes(role);
    this.seen = policy.contacts[role];
  }

  /** The role may know of the record, and of its being archived where it is. */
  knows(table: Table, row: Row | undefined): boolean {
    if (!row || (row.archivedAt && !this.archived)) return false;
    if (table === 'contact') return this.isSeen(row);
    if (table === 'contact_assignment') return this.isSeen(this.world.find(row.contactId));
    if (table === 'citation') return this.knowsCited(row);
    return table !== 'change' || this.knowsChange(row);
  }

  /** The same of what a list has that leaves archived records out, or not. */
  shows(table: Table, row: Row | undefined, includeArchived: boolean): row is Row {
    return row !== undefined && (includeArchived || !row.archivedAt) && this.knows(table, row);
  }

  /** What the role finds by the id of a contact: that of a merged one leads to the one that stays, if it may know of both. */
  contact(id: string, moment?: string): Row | undefined {
    const asked = this.then(id, moment);
    if (!asked || !this.isSeen(asked)) return undefined;
    const winner = this.then(asked.mergedIntoId, moment);
    return [winner, asked].find((row) => row && this.mayRead(row));
  }

  /** A contact as it was, of those whose visibility lets the role know of them now. */
  private then(id: unknown, moment: string | undefined): Row | undefined {
    const now = this.world.find(id);
    if (!now || !this.isSeen(now)) return undefined;
    return moment ? this.world.at(now.id, moment) : now;
  }

  private mayRead(row: Row): boolean {
    return this.knows('contact', row) && this.knows('contact', this.world.find(row.id));
  }

  isSeen(contact: Row | undefined): boolean {
    return contact !== undefined && this.seen.includes(String(contact.visibility));
  }

  private knowsCited({ recordType, recordId }: Row): boolean {
    const table = recordType as Table;
    const record = this.world.find(recordId);
    if (!record || !this.knows(table, record)) return false;
    if (table !== 'contact_assignment') return true;
    return (['contact', ...ENDS] as const).every((end) => {
      const id = record[`${end}Id`];
      return id === null || this.knows(end, this.world.find(id));
    });
  }

  private knowsChange(change: Row): boolean {
    const table = change.recordType as Table;
    return this.knows(table, this.world.find(change.recordId)) && this.mayBeToldOf(change);
  }

  /** Of no contact that is hidden, or was when it happened. */
  mayBeToldOf(change: Row): boolean {
    const judged = this.judged.get(change.id) ?? this.tellsOfKnown(change);
    this.judged.set(change.id, judged);
    return judged;
  }

  private tellsOfKnown(change: Row): boolean {
    if (change.recordType === 'contact' && !this.couldSeeThen(String(change.recordId), change)) return false;
    return entriesOf(change).every(({ field, before, after }) => {
      if (field === 'mergedIntoId')
        return change.recordType !== 'contact' || this.knowsLeadingTo(before, after, change);
      return field !== 'contacts' || this.knowsLeadingTo(contactOf(before), contactOf(after), change);
    });
  }

  private knowsLeadingTo(before: unknown, after: unknown, change: Row): boolean {
    const ids = [before, after].filter((id) => typeof id === 'string');
    const subject = this.world.find(after ?? before);
    return this.knows('contact', subject) && ids.every((id) => this.couldSeeThen(id, change));
  }

  private couldSeeThen(id: string, change: Row): boolean {
    const at = new Date(String(change.occurredAt)).getTime();
    return [this.world.find(id), this.world.at(id, at - 1) ?? this.world.at(id, at), this.world.at(id, at)].every(
      (contact) => this.isSeen(contact),
    );
  }

  /** Every canary and every id that the role may come to read, now or by the log. */
  get known(): ReadonlySet<string> {
    this.allKnown ??= new Set(
      this.knownTexts().flatMap((text) => text.match(new RegExp(`${CANARY.source}|${UUID.source}`, 'g')) ?? []),
    );
    return this.allKnown;
  }

  private knownTexts(): string[] {
    const tables = (['contact', 'contact_assignment', 'citation'] as const).flatMap((table) =>
      this.world
        .all(table)
        .filter((row) => this.knows(table, row))
        .map(withoutMerge),
    );
    const past = this.world
      .all('contact')
      .flatMap(({ id }) =>
        this.world.past(id).flatMap(({ state }) => (this.mayRead(state) ? [withoutMerge(state)] : [])),
      );
    const changes = this.world
      .all('change')
      .filter((row) => this.knowsChange(row))
      .map(({ id, recordId, changes: shown }) => ({ id, recordId, shown }));
    const others = ([...ENDS, 'source', 'taxonomy', 'taxonomy_term'] as const).flatMap((table) =>
      this.world.all(table),
    );
    return [...tables, ...past, ...changes, ...others].map((row) => JSON.stringify(row));
  }
}

/** Only the log shows what a contact was merged into. */
function withoutMerge({ mergedIntoId, ...row }: Row): object {
  return row;
}

export function contactOf(link: unknown): unknown {
  return (link as { contactId?: string } | null)?.contactId;
}
