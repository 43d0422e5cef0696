import fc from 'fast-check';
import type { OrderStep, Where } from './answers';
import { CANARY, ENDS, type ContactEnd, type Table, type World } from './world';

/** One question to the hub, as plain data: so that it reads well where it fails. */
export type Operation =
  | ContactList
  | {
      readonly kind: 'places';
      readonly end: ContactEnd;
      readonly where?: Where;
      readonly contacts?: Where;
      readonly includeArchived: boolean;
    }
  | { readonly kind: 'contact'; readonly ids: readonly string[]; readonly asOf?: string; readonly asEntity: boolean }
  | {
      readonly kind: 'place';
      readonly end: ContactEnd;
      readonly id: string;
      readonly where?: Where;
      readonly includeArchived: boolean;
    }
  | { readonly kind: 'search'; readonly query: string; readonly types?: readonly string[] }
  | { readonly kind: 'citations'; readonly where: Where; readonly bySource: boolean }
  | AssignmentList
  | { readonly kind: 'changes'; readonly of: string; readonly where?: Where; readonly nested: boolean }
  | { readonly kind: 'timeline'; readonly where?: Where }
  | {
      readonly kind: 'updates';
      readonly after: number;
      readonly first: number;
      readonly where?: Where;
      readonly kinds?: readonly string[];
    }
  | { readonly kind: 'diff'; readonly id: string; readonly from: string; readonly to: string }
  | { readonly kind: 'past'; readonly asOf: string; readonly where?: Where }
  | { readonly kind: 'write'; readonly mutation: string; readonly input: Where };

export interface ContactList {
  readonly kind: 'contacts';
  readonly where?: Where;
  readonly orderBy: readonly OrderStep[];
  readonly size: { readonly first: number } | { readonly last: number };
  /** Contacts after or before which the page stands: also ones that are hidden. */
  readonly after?: string;
  readonly before?: string;
  readonly includeArchived: boolean;
  readonly groups: readonly string[];
  readonly groupsWhere?: Where;
  readonly style: 'plain' | 'alias' | 'fragment';
  readonly atLeast: boolean;
}

export interface AssignmentList {
  readonly kind: 'assignments';
  readonly where?: Where;
  /** The direction of an order by the name of the contact. */
  readonly byName?: 'ASC' | 'DESC';
  readonly includeArchived: boolean;
  readonly groups: readonly string[];
}

const FIELDS = ['name', 'email', 'title', 'credentials', 'phone'] as const;
export const ORDERS: readonly (readonly OrderStep[])[] = [
  [],
  [{ field: 'NAME', direction: 'DESC' }],
  [{ field: 'EMAIL', direction: 'ASC' }],
  [{ field: 'EMAIL', direction: 'DESC' }],
  [
    { field: 'KIND', direction: 'ASC' },
    { field: 'NAME', direction: 'DESC' },
  ],
  [{ field: 'CREATED_AT', direction: 'DESC' }],
];
export const GROUPS = ['KIND', 'VISIBILITY', 'ORGANIZATIONS', 'CORES', 'PROGRAMS'] as const;
const KINDS = ['CREATED', 'UPDATED', 'STATUS_CHANGED', 'ARCHIVED', 'MERGED', 'CONTACT_ASSIGNED', 'CONTACT_UNASSIGNED'];
const TO_MANY: Readonly<Record<ContactEnd, string>> = {
  organization: 'organizations',
  core: 'cores',
  program: 'programs',
};

/** What a role may try. What it may not ask at all is tried as well, now and then. */
export interface Asking {
  readonly archived: boolean;
  readonly history: boolean;
  readonly follow: boolean;
  readonly writes: boolean;
}

/** Arbitrary operations, made from all that there is or was in a world, whoever may read it. */
export class Operations {
  private readonly ids: Readonly<Record<string, fc.Arbitrary<string>>>;
  private readonly moment: fc.Arbitrary<string>;
  private readonly text: fc.Arbitrary<string>;
  private readonly values: ReadonlyMap<string, fc.Arbitrary<string>>;

  constructor(
    private readonly world: World,
    private readonly asking: Asking,
  ) {
    const idOf = (table: Table): fc.Arbitrary<string> => fc.constantFrom(...world.all(table).map(({ id }) => id));
    this.ids = Object.fromEntries(
      (['contact', ...ENDS, 'citation', 'change', 'contact_assignment'] as const).map((table) => [table, idOf(table)]),
    );
    this.moment = fc.constantFrom(...world.moments);
    this.text = fc.constantFrom(...new Set(JSON.stringify(world.all('change')).match(CANARY)));
    this.values = new Map(FIELDS.map((field) => [field, fc.constantFrom(...everOf(world, field))]));
  }

  any(): fc.Arbitrary<Operation> {
    const { writes, history, follow } = this.asking;
    return fc.oneof(
      { weight: 6, arbitrary: this.contacts() },
      { weight: 3, arbitrary: this.places() },
      { weight: 3, arbitrary: this.contact() },
      { weight: 3, arbitrary: this.place() },
      { weight: 2, arbitrary: this.search() },
      { weight: 2, arbitrary: this.citations() },
      { weight: 3, arbitrary: this.assignments() },
      { weight: history ? 3 : 1, arbitrary: this.changes() },
      { weight: history ? 2 : 1, arbitrary: this.timeline() },
      { weight: follow ? 2 : 1, arbitrary: this.updates() },
      { weight: history ? 2 : 1, arbitrary: this.diff() },
      { weight: 2, arbitrary: this.past() },
      ...(writes ? [] : [{ weight: 1, arbitrary: this.write() }]),
    );
  }

  private contacts(): fc.Arbitrary<Operation> {
    const where = this.contactWhere(2);
    const size = fc.integer({ min: 0, max: 12 });
    return fc.record(
      {
        kind: fc.constant('contacts' as const),
        where,
        orderBy: fc.constantFrom(...ORDERS),
        size: fc.oneof(
          size.map((first) => ({ first })),
          size.map((last) => ({ last })),
        ),
        after: this.id('contact'),
        before: this.id('contact'),
        includeArchived: this.includeArchived(),
        groups: fc.uniqueArray(fc.constantFrom(...GROUPS), { minLength: 1, maxLength: 2 }),
        groupsWhere: this.contactWhere(1),
        style: fc.constantFrom('plain' as const, 'alias' as const, 'fragment' as const),
        atLeast: fc.boolean(),
      },
      { requiredKeys: ['kind', 'orderBy', 'size', 'includeArchived', 'groups', 'style', 'atLeast'] },
    );
  }

  private places(): fc.Arbitrary<Operation> {
    return fc.oneof(
      ...ENDS.map((end) =>
        fc.record(
          {
            kind: fc.constant('places' as const),
            end: fc.constant(end),
            where: this.placeWhere(end, 2),
            contacts: this.contactWhere(1),
            includeArchived: this.includeArchived(),
          },
          { requiredKeys: ['kind', 'end', 'includeArchived'] },
        ),
      ),
    );
  }

  private contact(): fc.Arbitrary<Operation> {
    const id = fc.oneof({ weight: 9, arbitrary: this.id('contact') }, fc.uuid(), this.id('contact_assignment'));
    return fc.record(
      {
        kind: fc.constant('contact' as const),
        ids: fc.array(id, { minLength: 1, maxLength: 4 }),
        asOf: this.moment,
        asEntity: fc.boolean(),
      },
      { requiredKeys: ['kind', 'ids', 'asEntity'] },
    );
  }

  private place(): fc.Arbitrary<Operation> {
    return fc.oneof(
      ...ENDS.map((end) =>
        fc.record(
          {
            kind: fc.constant('place' as const),
            end: fc.constant(end),
            id: this.id(end),
            where: this.contactWhere(2),
            includeArchived: this.asking.archived ? fc.boolean() : fc.constant(false),
          },
          { requiredKeys: ['kind', 'end', 'id', 'includeArchived'] },
        ),
      ),
    );
  }

  private search(): fc.Arbitrary<Operation> {
    const query = fc.oneof(
      this.text,
      this.piece().filter((piece) => piece.length > 2),
      fc.tuple(this.text, this.text).map(([a, b]) => `${a} -${b}`),
      fc.constant('place'),
    );
    return fc.record(
      { kind: fc.constant('search' as const), query, types: fc.constantFrom(['CONTACT'], ['CONTACT', 'PROGRAM']) },
      { requiredKeys: ['kind', 'query'] },
    );
  }

  private citations(): fc.Arbitrary<Operation> {
    return fc.record({ kind: fc.constant('citations' as const), where: this.citationWhere(2), bySource: fc.boolean() });
  }

  private assignments(): fc.Arbitrary<Operation> {
    return fc.record(
      {
        kind: fc.constant('assignments' as const),
        where: this.assignmentWhere(2),
        byName: fc.constantFrom('ASC' as const, 'DESC' as const),
        includeArchived: this.includeArchived(),
        groups: fc.uniqueArray(fc.constantFrom('CONTACT', 'ROLE', 'IS_PRIMARY', 'ORGANIZATION', 'CORE', 'PROGRAM'), {
          minLength: 1,
          maxLength: 2,
        }),
      },
      { requiredKeys: ['kind', 'includeArchived', 'groups'] },
    );
  }

  private changes(): fc.Arbitrary<Operation> {
    const of = fc.oneof(
      { weight: 2, arbitrary: this.id('contact') },
      { weight: 2, arbitrary: this.id('program') },
      this.id('core'),
      this.id('organization'),
    );
    return fc.record(
      { kind: fc.constant('changes' as const), of, where: this.changeWhere(1), nested: fc.boolean() },
      { requiredKeys: ['kind', 'of', 'nested'] },
    );
  }

  private timeline(): fc.Arbitrary<Operation> {
    return fc.record(
      { kind: fc.constant('timeline' as const), where: this.changeWhere(2) },
      { requiredKeys: ['kind'] },
    );
  }

  /** Of what happened to programs. */
  updates(): fc.Arbitrary<Extract<Operation, { readonly kind: 'updates' }>> {
    return fc.record(
      {
        kind: fc.constant('updates' as const),
        after: fc.nat({ max: this.world.all('change').length }),
        first: fc.integer({ min: 1, max: 100 }),
        where: this.followedWhere(2),
        kinds: fc.uniqueArray(fc.constantFrom(...KINDS, 'ENTERED', 'LEFT'), { minLength: 1, maxLength: 4 }),
      },
      { requiredKeys: ['kind', 'after', 'first'] },
    );
  }

  private diff(): fc.Arbitrary<Operation> {
    return fc
      .tuple(this.id('program'), this.moment, this.moment)
      .map(([id, a, b]) => ({ kind: 'diff', id, from: a < b ? a : b, to: a < b ? b : a }));
  }

  private past(): fc.Arbitrary<Operation> {
    return fc.record(
      { kind: fc.constant('past' as const), asOf: this.moment, where: this.placeWhere('program', 1) },
      { requiredKeys: ['kind', 'asOf'] },
    );
  }

  /** Refused before anything is looked at. */
  private write(): fc.Arbitrary<Operation> {
    const id = this.id('contact');
    const email = this.value('email');
    return fc
      .oneof(
        fc.record({
          mutation: fc.constant('createContact'),
          input: email.map((given) => ({ kind: 'PERSON', email: given })),
        }),
        fc.record({
          mutation: fc.constant('updateContact'),
          input: fc.record({ id, email, visibility: fc.constant('PUBLIC') }),
        }),
        fc.record({ mutation: fc.constant('mergeContacts'), input: fc.record({ id, intoId: id }) }),
        fc.record({
          mutation: fc.constant('assignContact'),
          input: fc.record({ contactId: id, programId: this.id('program'), options: fc.constant({ dryRun: true }) }),
        }),
      )
      .map((write) => ({ kind: 'write', ...write }));
  }

  contactWhere(depth: number): fc.Arbitrary<Where> {
    const leaves = [
      ...FIELDS.map((field) => this.stringWhere(field)),
      this.ofId('id', 'contact'),
      fc.record({ visibility: this.enumFilter(['PUBLIC', 'PARTNER', 'INTERNAL']) }),
      fc.record({ kind: this.enumFilter(['PERSON', 'MAILBOX']) }),
      fc.record({ archivedAt: fc.record({ isNull: fc.boolean() }) }),
      fc.record({ version: fc.record({ gte: fc.integer({ min: 1, max: 8 }) }) }),
      fc.record({ createdAt: fc.record({ lt: this.moment }) }),
    ];
    if (depth === 0) return fc.oneof(...leaves);
    const places = ENDS.map((end) => this.toMany(TO_MANY[end], this.placeWhere(end, depth - 1)));
    const others = [
      this.toMany('citations', this.citationWhere(depth - 1)),
      ...(this.asking.history ? [this.toMany('changes', this.changeWhere(depth - 1))] : []),
    ];
    return fc.oneof(...leaves, ...places, ...others, ...this.logic(() => this.contactWhere(depth - 1)));
  }

  private placeWhere(end: ContactEnd, depth: number): fc.Arbitrary<Where> {
    const leaves = [fc.record({ name: fc.record({ contains: fc.constantFrom('0', '1', 'o') }) }), this.ofId('id', end)];
    if (depth === 0) return fc.oneof(...leaves);
    const through = {
      organization: [],
      core: [this.toMany('programs', this.placeWhere('program', depth - 1))],
      program: [fc.record({ core: this.placeWhere('core', depth - 1) })],
    }[end];
    const contacts = {
      weight: 4,
      arbitrary: this.toMany('contacts', fc.oneof(fc.constant({}), this.contactWhere(depth - 1))),
    };
    const cited = this.toMany('citations', this.citationWhere(depth - 1));
    return fc.oneof(...leaves, contacts, cited, ...through, ...this.logic(() => this.placeWhere(end, depth - 1)));
  }

  /** Of programs that are followed, whose own values and contacts are judged as they were. */
  private followedWhere(depth: number): fc.Arbitrary<Where> {
    const status = fc.record({ status: this.enumFilter(['ACTIVE', 'PAUSED']) });
    const contacts = {
      weight: 5,
      arbitrary: this.toMany('contacts', fc.oneof(fc.constant({}), this.ofId('id', 'contact'), this.contactWhere(1))),
    };
    if (depth === 0) return fc.oneof(status, contacts);
    return fc.oneof(status, contacts, ...this.logic(() => this.followedWhere(depth - 1)));
  }

  private citationWhere(depth: number): fc.Arbitrary<Where> {
    const leaves = [
      fc.record({ recordType: this.enumFilter(['CONTACT', 'CONTACT_ASSIGNMENT', 'PROGRAM']) }),
      this.ofId('recordId', 'contact'),
      this.ofId('recordId', 'contact_assignment'),
      fc.record({ field: fc.oneof(fc.record({ isNull: fc.boolean() }), fc.record({ contains: this.piece() })) }),
      fc.record({ lineFrom: fc.record({ gte: fc.integer({ min: 1, max: 120 }) }) }),
    ];
    return depth === 0 ? fc.oneof(...leaves) : fc.oneof(...leaves, ...this.logic(() => this.citationWhere(depth - 1)));
  }

  private assignmentWhere(depth: number): fc.Arbitrary<Where> {
    const leaves = [
      this.ofId('id', 'contact_assignment'),
      this.ofId('contactId', 'contact'),
      this.ofId('programId', 'program'),
      fc.record({ contactId: fc.record({ isNull: fc.boolean() }) }),
      fc.record({ isPrimary: fc.record({ eq: fc.boolean() }) }),
      fc.record({ role: fc.record({ isNull: fc.boolean() }) }),
    ];
    if (depth === 0) return fc.oneof(...leaves);
    const contact = { weight: 4, arbitrary: fc.record({ contact: this.contactWhere(depth - 1) }) };
    const places = ENDS.map((end) => this.placeWhere(end, depth - 1).map((where) => ({ [end]: where })));
    return fc.oneof(...leaves, contact, ...places, ...this.logic(() => this.assignmentWhere(depth - 1)));
  }

  private changeWhere(depth: number): fc.Arbitrary<Where> {
    const leaves = [
      fc.record({ kind: this.enumFilter(KINDS) }),
      this.ofId('id', 'change'),
      fc.record({ version: fc.record({ lte: fc.integer({ min: 1, max: 8 }) }) }),
      fc.record({ occurredAt: fc.record({ lt: this.moment }) }),
    ];
    return depth === 0 ? fc.oneof(...leaves) : fc.oneof(...leaves, ...this.logic(() => this.changeWhere(depth - 1)));
  }

  private logic(part: () => fc.Arbitrary<Where>): fc.Arbitrary<Where>[] {
    const parts = fc.array(part(), { minLength: 1, maxLength: 2 });
    return [fc.record({ not: part() }), fc.record({ and: parts }), fc.record({ or: parts })];
  }

  private toMany(name: string, where: fc.Arbitrary<Where>): fc.Arbitrary<Where> {
    const quantified = fc.oneof(fc.record({ some: where }), fc.record({ none: where }), fc.record({ every: where }));
    return quantified.map((condition) => ({ [name]: condition }));
  }

  private stringWhere(field: (typeof FIELDS)[number]): fc.Arbitrary<Where> {
    const value = this.value(field);
    const filter = fc.oneof(
      fc.record({ eq: value }),
      fc.record({ ne: value }),
      fc.record({ in: fc.array(value, { maxLength: 3 }) }),
      fc.record({ notIn: fc.array(value, { maxLength: 3 }) }),
      fc.record({ isNull: fc.boolean() }),
      fc.record({ contains: this.piece() }),
      fc.record({ startsWith: this.piece() }),
      fc.record({ endsWith: this.piece() }),
      fc.record({ eqIgnoreCase: value }),
    );
    return filter.map((condition) => ({ [field]: condition }));
  }

  private ofId(property: string, table: Table): fc.Arbitrary<Where> {
    const id = this.id(table);
    const filter = fc.oneof(
      fc.record({ eq: id }),
      fc.record({ ne: id }),
      fc.record({ in: fc.array(id, { maxLength: 4 }) }),
    );
    return filter.map((condition) => ({ [property]: condition }));
  }

  private enumFilter(values: readonly string[]): fc.Arbitrary<Where> {
    const value = fc.constantFrom(...values);
    return fc.oneof(
      fc.record({ eq: value }),
      fc.record({ ne: value }),
      fc.record({ in: fc.array(value, { maxLength: 2 }) }),
    );
  }

  private id(table: Table): fc.Arbitrary<string> {
    return this.ids[table] as fc.Arbitrary<string>;
  }

  /** A value that the field has or had in any contact. */
  private value(field: string): fc.Arbitrary<string> {
    return this.values.get(field) as fc.Arbitrary<string>;
  }

  private piece(): fc.Arbitrary<string> {
    return fc
      .tuple(this.text, fc.nat({ max: 4 }), fc.integer({ min: 1, max: 6 }))
      .map(([text, from, length]) => text.slice(from, from + length));
  }

  private includeArchived(): fc.Arbitrary<boolean> {
    return this.asking.archived
      ? fc.boolean()
      : fc.oneof({ weight: 15, arbitrary: fc.constant(false) }, fc.constant(true));
  }
}

/** The values that a field has or had in any contact. */
function everOf(world: World, field: string): Set<string> {
  const states = world.all('contact').flatMap(({ id }) => world.past(id).map(({ state }) => state[field]));
  return new Set(states.filter((value) => typeof value === 'string'));
}
