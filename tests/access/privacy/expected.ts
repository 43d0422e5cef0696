import { Answers, comparator, type Item, type OrderStep, type PastContacts, type Where } from './answers';
import { CONTACT_FIELDS, type Places } from './documents';
import type { AssignmentList, ContactList, Operation } from './operations';
import { contactOf, type Sight } from './sight';
import { ENDS, entriesOf, type ContactEnd, type Entry, type Row, type Table } from './world';

/** What the model says of an operation: the whole answer, that it is refused, or what must hold of the answer. */
export type Expected =
  | { readonly data: unknown }
  | { readonly refused: string }
  /** What is compared is made of the answer first. */
  | { readonly seen: (data: Record<string, unknown>) => unknown; readonly is: unknown };

type Of<Kind extends Operation['kind']> = Extract<Operation, { readonly kind: Kind }>;

const TYPES: Readonly<Record<string, string>> = {
  organization: 'Organization',
  core: 'Core',
  program: 'Program',
  contact: 'Contact',
  contact_assignment: 'ContactAssignment',
};
const BY_NAME: readonly OrderStep[] = [{ field: 'NAME', direction: 'ASC' }];
const BY_POSITION: readonly OrderStep[] = [{ field: 'POSITION', direction: 'ASC' }];

/** One role's view of a world, asked as the hub is. */
export class Model {
  constructor(
    private readonly sight: Sight,
    private readonly places: Places,
  ) {}

  expected(operation: Operation): Expected {
    const { role, policy, archived } = this.sight;
    const refused = { refused: role === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN' };
    if ('includeArchived' in operation && operation.includeArchived && !archived) return refused;
    switch (operation.kind) {
      case 'contacts':
        return { data: { contacts: this.contacts(operation) } };
      case 'places':
        return { data: { [`${operation.end}s`]: this.placeList(operation) } };
      case 'contact':
        return { data: this.contactByIds(operation) };
      case 'place':
        return { data: { [operation.end]: this.place(operation) } };
      case 'search':
        return { seen: (data) => this.searched(operation, data.search as readonly Hit[]), is: true };
      case 'citations':
        return { data: this.citations(operation) };
      case 'assignments':
        return { data: { contactAssignments: this.assignments(operation) } };
      case 'changes':
        if (!policy.history.includes(role))
          return operation.nested && !this.leads(operation.of) ? this.noChanges() : refused;
        return { data: this.changes(operation) };
      case 'timeline':
        return policy.history.includes(role) ? { data: this.timeline(operation) } : refused;
      case 'updates':
        return policy.follow.includes(role) ? this.updates(operation) : refused;
      case 'diff':
        return this.diff(operation, refused);
      case 'past':
        return { data: { programs: this.past(operation) } };
      case 'write':
        return refused;
    }
  }

  private contacts({
    where,
    orderBy,
    size,
    after,
    before,
    includeArchived,
    groups,
    groupsWhere,
    style,
  }: ContactList): unknown {
    const steps = orderBy.length > 0 ? orderBy : BY_NAME;
    const compare = comparator(steps);
    const answers = new Answers(this.sight, includeArchived);
    const all = answers.list('contact', where);
    const place = (id: string): Item => ({ row: this.sight.world.find(id) as Row });
    const between = all
      .map((row) => ({ row }))
      .sort(compare)
      .filter((item) => after === undefined || compare(item, place(after)) > 0)
      .filter((item) => before === undefined || compare(item, place(before)) < 0);
    const backwards = 'last' in size;
    const shown = backwards ? between.slice(Math.max(between.length - size.last, 0)) : between.slice(0, size.first);
    const more = between.length > shown.length;
    const cursors = shown.map(({ row }) => this.places.listCursor(orderBy, row.id));
    return {
      totalCount: all.length,
      edges: shown.map(({ row }, index) => ({
        cursor: cursors[index],
        node: contactNode(row, style === 'alias' ? 'x_' : ''),
      })),
      pageInfo: {
        hasNextPage: (!backwards && more) || before !== undefined,
        hasPreviousPage: (backwards && more) || after !== undefined,
        startCursor: cursors[0] ?? null,
        endCursor: cursors.at(-1) ?? null,
      },
      groups: grouped(
        all.filter((row) => !groupsWhere || answers.matches('contact', row, groupsWhere)),
        groups,
        answers,
      ),
    };
  }

  private placeList({ end, where, contacts, includeArchived }: Of<'places'>): unknown {
    const found = new Answers(this.sight, includeArchived).list(end, where);
    const current = new Answers(this.sight, false);
    const inOrder = found.map((row) => ({ row })).sort(comparator(end === 'core' ? BY_POSITION : BY_NAME));
    return {
      totalCount: found.length,
      nodes: inOrder.map(({ row }) => {
        const items = this.linkedContacts(end, row, contacts, current);
        const back = items.map((item) => ({
          [`${end}s`]: { totalCount: current.linked('contact', item.row, end).length },
        }));
        return { id: row.id, contacts: { ...this.edges(items), nodes: back } };
      }),
    };
  }

  private place({ end, id, where, includeArchived }: Of<'place'>): unknown {
    const row = this.sight.world.find(id);
    if (!row || !this.sight.knows(end, row)) return null;
    const answers = new Answers(this.sight, includeArchived);
    const items = this.linkedContacts(end, row, where, answers);
    const groups = grouped(
      items.map((item) => item.row),
      ['VISIBILITY'],
      answers,
    );
    return { id, contacts: { ...this.edges(items), groups } };
  }

  private linkedContacts(end: ContactEnd, row: Row, where: Where | undefined, answers: Answers): Item[] {
    const items = answers.linked(end, row, 'contact').sort(comparator(BY_NAME));
    return items.filter((item) => !where || answers.matches('contact', item.row, where));
  }

  private edges(items: readonly Item[]): object {
    return {
      totalCount: items.length,
      edges: items.map(({ row, link }) => ({
        linkId: link?.id,
        role: link?.role ?? null,
        isPrimary: link?.isPrimary,
        node: { id: row.id, name: row.name ?? null },
        citations: { totalCount: this.cited(link) },
      })),
    };
  }

  private cited(link: Row | undefined): number {
    return this.sight.world
      .all('citation')
      .filter((row) => row.recordId === link?.id && this.sight.knows('citation', row)).length;
  }

  private assignments({ where, byName, includeArchived, groups }: AssignmentList): unknown {
    const { world } = this.sight;
    const answers = new Answers(this.sight, includeArchived);
    const found = answers.list('contact_assignment', where);
    // In the order of the contacts' names, the link's id breaks ties, as in a list of linked contacts.
    const named = found.map((link) => ({ link, row: byName ? (world.find(link.contactId) as Row) : link }));
    const items = named.sort(comparator(byName ? [{ field: 'NAME', direction: byName }] : []));
    const end = (id: unknown): object | null => {
      const row = world.find(id);
      return row ? { id: row.id, name: row.name ?? null } : null;
    };
    return {
      totalCount: found.length,
      aggregate: { count: found.length },
      nodes: items.slice(0, 50).map(({ link }) => ({
        id: link.id,
        role: link.role ?? null,
        isPrimary: link.isPrimary,
        contact: end(link.contactId),
        organization: end(link.organizationId),
        core: end(link.coreId),
        program: end(link.programId),
        citations: { totalCount: this.cited(link) },
      })),
      groups: groupedLinks(found, groups, (id) => world.find(id)),
    };
  }

  private contactByIds({ ids, asOf, asEntity }: Of<'contact'>): unknown {
    const found = ids.map((id) => {
      const row =
        this.sight.world.all('contact').some((contact) => contact.id === id) &&
        this.sight.contact(id, asEntity ? undefined : asOf);
      if (!row) return null;
      const state = asOf === undefined || asEntity ? row : { ...row, id: `${row.id}@${String(row.version)}` };
      return contactNode(state);
    });
    return asEntity ? { _entities: found } : Object.fromEntries(found.map((row, index) => [`c${index}`, row]));
  }

  /** Which words are alike enough is Postgres' to say; that only current contacts are found that the role may see, is not. */
  private searched({ query, types }: Of<'search'>, hits: readonly Hit[]): boolean {
    const { world } = this.sight;
    const visible = hits.every(({ type, name, node }) => {
      if (type !== 'CONTACT') return true;
      const row = world.find(node?.id);
      return this.sight.shows('contact', row, false) && name === (row.name ?? row.email);
    });
    const named = world.all('contact').filter((row) => row.name === query && this.sight.shows('contact', row, false));
    const all = !types || types.includes('CONTACT');
    return visible && (!all || named.every(({ id }) => hits.some(({ node }) => node?.id === id)));
  }

  private citations({ where, bySource }: Of<'citations'>): unknown {
    const found = new Answers(this.sight, false).list('citation', where);
    const inOrder = found.map((row) => ({ row })).sort(comparator([{ field: 'LINE_FROM', direction: 'ASC' }]));
    const list = {
      totalCount: found.length,
      nodes: inOrder.slice(0, 100).map(({ row: { id, recordType, recordId, field, lineFrom } }) => {
        const record = { __typename: TYPES[String(recordType)], id: recordId };
        return { id, recordType: String(recordType).toUpperCase(), recordId, field, lineFrom, record };
      }),
    };
    return bySource ? { sources: { nodes: [{ citations: list }] } } : { citations: list };
  }

  /** A list of this id, of contacts or programs, has something in it. */
  private leads(id: string): boolean {
    return (['contact', 'program'] as const).some((table) =>
      this.sight.world.all(table).some((row) => row.id === id && this.sight.shows(table, row, false)),
    );
  }

  private noChanges(): Expected {
    return { data: { contacts: { nodes: [] }, programs: { nodes: [] } } };
  }

  private changes({ of, where, nested }: Of<'changes'>): unknown {
    const { groups, ...list } = this.changeList(this.sight.world.historyOf(of), where);
    if (!nested) return { changes: { ...list, groups } };
    const within = (table: Table) =>
      this.leads(of) && this.sight.world.all(table).some(({ id }) => id === of) ? [{ changes: list }] : [];
    return { contacts: { nodes: within('contact') }, programs: { nodes: within('program') } };
  }

  private timeline({ where }: Of<'timeline'>): unknown {
    return { changes: this.changeList(this.sight.world.timeline, where) };
  }

  private changeList(rows: readonly Row[], where: Where | undefined): Readonly<Record<string, unknown>> {
    const answers = new Answers(this.sight, false);
    const found = rows.filter(
      (row) => this.sight.knows('change', row) && (!where || answers.matches('change', row, where)),
    );
    const nodes = found.slice(0, 100).map(({ id, kind, version, ...row }) => ({
      id,
      kind,
      version,
      changes: this.entries(row as Row).map(asShown),
    }));
    return { totalCount: found.length, nodes, groups: grouped(found, ['KIND'], answers) };
  }

  private entries(change: Row): readonly Entry[] {
    return entriesOf(change).filter(
      ({ field }) => field !== 'assuredBy' || this.sight.policy.authorship.includes(this.sight.role),
    );
  }

  private updates({ after, first, where, kinds }: Of<'updates'>): Expected {
    const found = [...this.sight.world.all('change')]
      .filter(({ seq, recordType }) => Number(seq) > after && recordType === 'program')
      .sort((a, b) => Number(a.seq) - Number(b.seq))
      .flatMap((change) => this.shown(change, where))
      .filter(({ kind }) => !kinds || kinds.includes(String(kind)));
    return {
      seen: ({ programUpdates }) =>
        (programUpdates as { items: Record<string, unknown>[] }).items.map(
          ({ kind, programId, version, changes, program, actor }) => ({
            kind,
            programId,
            version,
            changes,
            program,
            authored: actor !== null,
          }),
        ),
      is: found.slice(0, first),
    };
  }

  private shown(change: Row, where: Where | undefined): Record<string, unknown>[] {
    const program = this.sight.world.find(change.recordId) as Row;
    const readable = this.sight.knows('program', program);
    const departs = change.kind === 'ARCHIVED' || change.kind === 'MERGED';
    if (!(readable || departs) || !this.sight.mayBeToldOf(change)) return [];
    const kind = this.kindOf(change, program, where);
    if (kind === undefined) return [];
    const changes = this.entries(change)
      .filter(({ field }) => readable || field === 'archivedAt' || field === 'mergedIntoId')
      .map(asShown);
    const contacts = { totalCount: new Answers(this.sight, false).linked('program', program, 'contact').length };
    return [
      {
        kind,
        programId: program.id,
        version: change.version,
        changes,
        program: readable ? { id: program.id, name: program.name, contacts } : null,
        authored: this.sight.policy.authorship.includes(this.sight.role),
      },
    ];
  }

  private kindOf(change: Row, program: Row, where: Where | undefined): unknown {
    if (!where) return change.kind;
    const version = Number(change.version);
    const matched = (at: number): boolean => {
      const state = this.sight.world.past(program.id).find((past) => past.version === at)?.state;
      const answers = new Answers(this.sight, this.sight.archived, this.contactsAt(at));
      return state !== undefined && answers.matches('program', state, where);
    };
    const before = this.versionsBefore(change, program).some(matched);
    const after = matched(version);
    if (before && after) return change.kind;
    return after ? 'ENTERED' : before ? 'LEFT' : undefined;
  }

  /** That of the last change that the role sees; of a program out of sight, all since it was last seen to go. */
  private versionsBefore({ version }: Row, program: Row): number[] {
    const earlier = this.sight.world.changesOf(program.id).filter((change) => Number(change.version) < Number(version));
    const from = this.sight.knows('program', program)
      ? earlier.findLastIndex((change) => this.sight.mayBeToldOf(change))
      : earlier.findLastIndex(({ kind }) => kind === 'ARCHIVED' || kind === 'MERGED');
    const versions = earlier.slice(Math.max(from, 0)).map((change) => Number(change.version));
    return this.sight.knows('program', program) ? versions.slice(0, 1) : versions;
  }

  /** The contacts of a program at a version, as far as the log shows them to the role. */
  private contactsAt(version: number): PastContacts {
    return (program) => {
      const links = new Map(
        this.sight.world
          .all('contact_assignment')
          .filter(({ programId, archivedAt }) => programId === program.id && !archivedAt)
          .map((link) => [keyOf(link), link as unknown]),
      );
      const later = this.sight.world.changesOf(program.id).filter((change) => Number(change.version) > version);
      for (const change of later.reverse()) {
        if (!this.sight.mayBeToldOf(change)) continue;
        for (const { field, before, after } of entriesOf(change)) {
          if (field !== 'contacts') continue;
          if (after) links.delete(keyOf(after));
          if (before) links.set(keyOf(before), before);
        }
      }
      return [...links.values()].flatMap((link) => {
        const row = this.sight.world.find(contactOf(link));
        return this.sight.shows('contact', row, this.sight.archived) ? [{ row }] : [];
      });
    };
  }

  private diff({ id, from, to }: Of<'diff'>, refused: Expected): Expected {
    const program = this.sight.world.find(id) as Row;
    if (!this.sight.knows('program', program)) return { data: { program: null } };
    if (!this.sight.policy.history.includes(this.sight.role)) return refused;
    const net = new Map<string, { field: string; before: unknown; after: unknown }>();
    for (const change of this.sight.world.changesOf(id)) {
      const at = String(change.occurredAt);
      if (at <= from || at > to || !this.sight.knows('change', change)) continue;
      for (const { key, field, before, after } of this.entries(change).flatMap(apart)) {
        net.set(key, { field, before: net.get(key)?.before ?? (net.has(key) ? null : before), after });
      }
    }
    const differing = [...net.values()].filter(({ before, after }) => !same(before, after));
    return { seen: ({ program: found }) => sorted((found as { diff: unknown[] }).diff), is: sorted(differing) };
  }

  private past({ asOf, where }: Of<'past'>): unknown {
    const { world } = this.sight;
    const current = new Answers(this.sight, false);
    const then = world
      .all('program')
      .flatMap((row) => (this.sight.knows('program', row) ? (world.at(row.id, asOf) ?? []) : []));
    const found = then.filter((row) => !row.archivedAt && (!where || current.matches('program', row, where)));
    const rows = found.map((row) => ({ row })).sort(comparator(BY_NAME));
    return {
      totalCount: found.length,
      nodes: rows.map(({ row }) => ({
        id: `${row.id}@${String(row.version)}`,
        version: row.version,
        status: row.status,
        contacts: this.edges(this.linkedContacts('program', row, undefined, current)),
      })),
    };
  }
}

/** A link that leads elsewhere now has ended, and another one has begun. */
function apart({ field, before, after }: Entry): (Entry & { readonly key: string })[] {
  if (field !== 'contacts') return [{ key: field, field, before, after }];
  const [was, became] = [before, after].map((link) => link && `contacts ${keyOf(link)}`) as (string | null)[];
  if (was === became) return [{ key: String(was), field, before, after }];
  return [
    ...(was ? [{ key: was, field, before, after: null }] : []),
    ...(became ? [{ key: became, field, before: null, after }] : []),
  ];
}

/** What distinguishes the links of a record. */
function keyOf(link: unknown): string {
  return `${String(contactOf(link))} ${String((link as { role: unknown }).role)}`;
}

interface Hit {
  readonly type: string;
  readonly name: string;
  readonly node: { readonly id: string } | null;
}

function contactNode(row: Row, prefix = ''): object {
  return Object.fromEntries(CONTACT_FIELDS.map((field) => [`${prefix}${field}`, row[field] ?? null]));
}

/** Each record counts once for every combination of what it is grouped by. */
function grouped(rows: readonly Row[], by: readonly string[], answers: Answers): unknown[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const keys of combinations(by.map((name) => keysOf(row, name, answers)))) {
      counts.set(JSON.stringify(keys), (counts.get(JSON.stringify(keys)) ?? 0) + 1);
    }
  }
  return [...counts].map(([keys, count]) => ({ count, keys: JSON.parse(keys) as unknown }));
}

function groupedLinks(links: readonly Row[], by: readonly string[], find: (id: unknown) => Row | undefined): unknown[] {
  const keyOfLink = (link: Row, name: string): object => {
    const end = (['contact', ...ENDS] as const).find((one) => one.toUpperCase() === name);
    const row = end && find(link[`${end}Id`]);
    if (end) return { value: row?.id ?? null, label: row?.name ?? null };
    return { value: name === 'ROLE' ? (link.role ?? null) : String(link.isPrimary), label: null };
  };
  const keys = links.map((link) => JSON.stringify(by.map((name) => keyOfLink(link, name))));
  return [...new Set(keys)].map((key) => ({
    count: keys.filter((one) => one === key).length,
    keys: JSON.parse(key) as unknown,
  }));
}

function keysOf(row: Row, name: string, answers: Answers): object[] {
  const end = ENDS.find((one) => `${one.toUpperCase()}S` === name);
  if (!end) return [{ value: row[name.toLowerCase()], label: null }];
  const related = new Map(answers.linked('contact', row, end).map((item) => [item.row.id, item.row.name]));
  if (related.size === 0) return [{ value: null, label: null }];
  return [...related].map(([value, label]) => ({ value, label }));
}

function combinations(lists: readonly (readonly object[])[]): object[][] {
  return lists.reduce<object[][]>((made, list) => made.flatMap((keys) => list.map((key) => [...keys, key])), [[]]);
}

/** What clients see of an entry: the log alone keeps which link it is about. */
function asShown({ field, before, after }: Entry): Entry {
  return { field, before, after };
}

/** The same JSON, whatever the order of groups. */
export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function sorted(list: readonly unknown[]): string[] {
  return list.map(canonical).sort();
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'groups' && Array.isArray(inner)) return sorted(inner);
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)));
  });
}
