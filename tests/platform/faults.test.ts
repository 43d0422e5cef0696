/** @isolated The GraphQL types of the toy domain must not meet those of the hub. */
import { GraphQLURL } from 'graphql-scalars';
import { Field, FieldResolver, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Domain, type Feature } from '../../src/platform/domain';
import { DateTime } from '../../src/platform/moment';
import { belongsTo, hasMany, linked, Model, Readable, type Relation } from '../../src/platform/reading';
import { listField } from '../../src/platform/reading/schema/root-fields';
import { HubRecord, NamedRecord, Node } from '../../src/platform/record';
import { Decimal, URL } from '../../src/platform/scalars';
import { buildHubSchema } from '../../src/platform/schema';
import {
  LinkModel,
  mergeMutation,
  recordMutations,
  Reference,
  rules,
  upsertMutation,
  Writable,
  WriteModel,
} from '../../src/platform/writing';
import { books, library, policies, shelves } from './toy';

const description = '.';

/** A reader of books, whose record type each case declares in its own way. */
@Entity('reader')
@ObjectType('Reader', { implements: Node, description: 'A reader.' })
@Index('reader_slug_key', ['slug'], { unique: true })
@Index('reader_card_living_key', ['card'], { unique: true, where: 'archived_at IS NULL' })
class Reader extends NamedRecord {
  @Column('text')
  @Readable(() => String, { description: 'The number of the card.' })
  @Writable(rules.line)
  card!: string;

  @Column('text', { array: true, default: '{}' })
  @Readable(() => [String], { description: 'Other names.' })
  @Writable(rules.names, { initial: [] })
  names!: string[];

  @Column('integer', { nullable: true })
  @Readable(() => Int, { nullable: true, description: 'The year of birth.' })
  @Writable(rules.year)
  born!: number | null;
}

const readerOptions = {
  type: 'Reader',
  noun: 'a reader',
  plural: 'readers',
  keys: ['id', 'slug'],
  defaultOrder: ['name'],
};
const readers = new Model(Reader, readerOptions);
const bySlug = { unique: [{ properties: ['slug'] }], naturalKey: ['slug'] };
const readerWrites = new WriteModel(readers, bySlug);

/** A loan of a book to a reader, which the book's history has. */
@Entity('loan')
@ObjectType('Loan', { implements: Node, description: 'A loan.' })
@Index('loan_key', ['bookId', 'readerId'], { unique: true })
class Loan extends HubRecord {
  @Column('uuid')
  @ForeignKey(() => books.entity)
  @Readable(() => ID, { filterOnly: true, description: 'The id of the book.' })
  @Reference(() => books)
  bookId!: string;

  @Column('uuid')
  @ForeignKey(() => Reader)
  @Readable(() => ID, { filterOnly: true, description: 'The id of the reader.' })
  @Reference(() => readers)
  readerId!: string;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'A note.' })
  @Writable(rules.line)
  note!: string | null;
}

const loans = new Model(Loan, { type: 'Loan', noun: 'a loan', plural: 'loans', defaultOrder: [] });
const loanOptions: LinkModel['options'] = {
  kinds: ['RELATED', 'UNRELATED'],
  ends: [
    { property: 'bookId', model: books, field: 'readers' },
    { property: 'readerId', model: readers },
  ],
  key: [],
};
const bookReaders = linked({
  on: books,
  name: 'readers',
  target: readers,
  link: loans,
  from: 'bookId',
  to: 'readerId',
  edge: ['note'],
  description,
});

const lending: Feature = {
  name: 'lending',
  models: [readers, loans],
  relations: [bookReaders],
  records: [readerWrites],
  links: [new LinkModel(loans, loanOptions)],
};

const hidden = (model: Model): WriteModel => new WriteModel(model, { ...bySlug, visibility: () => 'INTERNAL' });
const more = (feature: Partial<Feature>): Feature[] => [library, { name: 'more', models: [], ...feature }];
const lent = (feature: Partial<Feature>): Feature[] => [library, { ...lending, ...feature }];
const related = (...relations: Relation[]): Feature[] => lent({ relations: [bookReaders, ...relations] });
const loaned = (options: Partial<LinkModel['options']>): Feature[] =>
  lent({ links: [new LinkModel(loans, { ...loanOptions, ...options })] });
const read = (options: Partial<Model['options']>): Feature[] => {
  const model = new Model(Reader, { ...readerOptions, ...options });
  return more({ models: [model], records: [new WriteModel(model, bySlug)] });
};
const written = (options: Partial<WriteModel['options']>): Feature[] =>
  more({ models: [readers], records: [new WriteModel(readers, { ...bySlug, ...options })] });

const secret = (): Feature[] => {
  const model = new Model(Reader, { ...readerOptions, visible: () => undefined });
  return more({ models: [model], records: [new WriteModel(model, { ...bySlug, visibility: () => 'SECRET' })] });
};

/** A record type of one column, for what is wrong with its table. */
function column(
  table: string,
  decorators: readonly PropertyDecorator[],
  base: typeof HubRecord | typeof Object = HubRecord,
) {
  class Made extends (base as typeof HubRecord) {
    value!: unknown;
  }
  Entity(table)(Made);
  Index(`${table}_value_key`, ['value'], { unique: true })(Made);
  for (const decorate of decorators) decorate(Made.prototype, 'value');
  const model = new Model(Made, { type: 'Made', noun: 'a thing', plural: 'things', defaultOrder: [] });
  return more({
    models: [model],
    records: [new WriteModel(model, { unique: [{ properties: ['value'] }], naturalKey: ['value'] })],
  });
}

test('the features that each case breaks fit together', () => {
  expect(() => new Domain(lent({}))).not.toThrow();
  expect(
    () => new Domain(column('fine', [Column('text'), Readable(() => String, { description }), Writable(rules.line)])),
  ).not.toThrow();
});

describe('what two features declare is refused', () => {
  test.each<[string, readonly Feature[], string]>([
    ['a feature twice', [...more({}), ...more({}).slice(1)], 'Two features are named more; rename one of the two.'],
    ['a model twice', more({ models: [books] }), 'Book is declared twice; keep it in the models of one feature.'],
    [
      'a type twice',
      more({ models: [new Model(Reader, { ...readerOptions, type: 'Book' })] }),
      'Two models have the type Book; rename one of the two.',
    ],
    [
      'a plural twice',
      more({ models: [new Model(Reader, { ...readerOptions, plural: 'books' })] }),
      'The plural of Reader, books, is that of another model too; give it another plural.',
    ],
    [
      'a table twice',
      more({ models: [new Model(books.entity, { ...books.options, type: 'Tome', plural: 'tomes' })] }),
      'The table book of Tome is that of another model too; give it one of its own.',
    ],
    [
      'a WriteModel twice',
      more({ records: [new WriteModel(books, bySlug)] }),
      'Book has two WriteModels or LinkModels; keep one of them.',
    ],
    [
      'a record that is a link as well',
      more({ links: [new LinkModel(books, { ...loanOptions, ends: [] })] }),
      'Book has two WriteModels or LinkModels; keep one of them.',
    ],
    [
      'a model of a later feature',
      [
        {
          name: 'early',
          models: [],
          relations: [
            belongsTo({ on: books, name: 'place', target: shelves, by: 'shelfId', nullable: true, description }),
          ],
        },
        library,
      ],
      'early uses Book of library, which comes later; list early after library.',
    ],
    [
      'models of each other, in a circle',
      [
        { ...lending, name: 'early', models: [loans] },
        {
          ...library,
          models: [...library.models, readers],
          relations: [hasMany({ on: books, name: 'loans', target: loans, by: 'bookId', description })],
        },
      ],
      'early uses Book of library, which uses models of early: a circle; let library declare what connects the two.',
    ],
    [
      'what a circle of imports has left undefined',
      more({ models: [undefined as unknown as Model] }),
      'The feature more hands over something that is undefined: two folders import each other; let only the later feature import the earlier one.',
    ],
  ])('%s', (_what, features, fault) => expect(() => new Domain(features)).toThrow(fault));
});

describe('a name that is taken is refused', () => {
  test.each<[string, readonly Feature[], string]>([
    [
      'by every filter',
      related(hasMany({ on: readers, name: 'and', target: loans, by: 'readerId', description })),
      'Reader.and has a name that every filter has; rename it.',
    ],
    [
      'by every edge',
      lent({ relations: [{ ...bookReaders, edge: ['id'] }] }),
      'The edges of Book.readers have two fields named id; leave it out of edge, or rename it in Loan.',
    ],
    [
      'by every list',
      lent({
        relations: [
          { ...bookReaders, arguments: [{ name: 'first', property: 'note', type: { A: 'A' }, description }] },
        ],
      }),
      'Book.readers has two arguments named first; rename the one that it declares.',
    ],
  ])('%s', (_what, features, fault) => expect(() => new Domain(features)).toThrow(fault));
});

describe('a relation to the wrong place is refused', () => {
  test.each<[string, readonly Feature[], string]>([
    [
      'belongsTo',
      related(belongsTo({ on: books, name: 'owner', target: readers, by: 'shelfId', nullable: true, description })),
      'Book.owner names Book.shelfId as the id of a reader, but it refers to Shelf; name another property or another model.',
    ],
    [
      'hasMany',
      related(hasMany({ on: readers, name: 'books', target: books, by: 'shelfId', description })),
      'Reader.books names Book.shelfId as the id of a reader, but it refers to Shelf; name another property or another model.',
    ],
    [
      'linked',
      lent({ relations: [{ ...bookReaders, target: shelves }] }),
      'Book.readers names Loan.readerId as the id of a shelf, but it refers to Reader; name another property or another model.',
    ],
    [
      'linked from the other end',
      lent({ relations: [{ ...bookReaders, from: 'readerId' }] }),
      'Book.readers names Loan.readerId as the id of a book, but it refers to Reader; name another property or another model.',
    ],
    [
      'linked from an end to itself',
      lent({ relations: [{ ...bookReaders, to: 'bookId' }] }),
      'Book.readers goes from bookId to bookId; name the two ends of the link.',
    ],
    [
      'with a direction that it has not',
      lent({ relations: [{ ...bookReaders, needsIt: { direction: 'INCOMING' } }] }),
      'needsIt of Book.readers names a direction, but only mirrored links have one; give true instead.',
    ],
    [
      'mirrored',
      lent({ relations: [{ ...bookReaders, mirrored: true }] }),
      'Book.readers is mirrored and leads to Reader; leave mirrored out: only links within one type have two directions.',
    ],
  ])('%s', (_what, features, fault) => expect(() => new Domain(features)).toThrow(fault));
});

describe('a LinkModel that does not fit is refused', () => {
  const [atBook, atReader] = loanOptions.ends as [LinkModel['options']['ends'][0], LinkModel['options']['ends'][0]];
  test.each<[string, readonly Feature[], string]>([
    [
      'a reference that is no end',
      loaned({ ends: [atBook] }),
      'Loan.readerId has @Reference but is no end of the link; add it to the ends of its LinkModel.',
    ],
    [
      'an end without reference',
      loaned({ ends: [atBook, atReader, { property: 'note', model: shelves }] }),
      'Loan.note is an end of the link; give it @Reference instead of @Writable.',
    ],
    [
      'an end at another record type',
      loaned({ ends: [atBook, { ...atReader, model: shelves }] }),
      'Loan.readerId is an end at Shelf, but its @Reference is to Reader; correct one of the two.',
    ],
    [
      'an end that is part of the key',
      loaned({ key: ['readerId'] }),
      'Loan.readerId is named twice by its LinkModel; name it once.',
    ],
    [
      'a list that begins at another end',
      lent({
        relations: [bookReaders, { ...bookReaders, on: readers, name: 'loans', target: books, to: 'readerId' }],
        links: [new LinkModel(loans, { ...loanOptions, ends: [atBook, { ...atReader, field: 'loans' }] })],
      }),
      'Reader.loans lists Loan by bookId, but is the field of readerId in its LinkModel; correct one of the two.',
    ],
    [
      'a link that everybody sees to a record that is not for everybody',
      lent({ records: [hidden(readers)] }),
      'Loan leads to Reader, which is not for everybody; give its Model visible.',
    ],
    [
      'a link to two records that are not for everybody',
      [
        { ...library, records: [new WriteModel(shelves, bySlug), hidden(books)] },
        { ...lending, records: [hidden(readers)] },
      ],
      'Loan leads to Book and Reader; a change can hide one of them only.',
    ],
    [
      'an identity without an index',
      loaned({ key: ['note'] }),
      "Loan must have no two rows with the same bookId and readerId and note; add @Index('loan_book_id_reader_id_note_key', ['bookId', 'readerId', 'note'], { unique: true }), and the index to its migration.",
    ],
    [
      'an identifier without a key',
      loaned({ identifies: true }),
      'Loan identifies records by its key, which is empty; name its properties in key.',
    ],
    [
      'kinds of changes of a record',
      loaned({ kinds: ['CREATED', 'ARCHIVED'] as unknown as LinkModel['options']['kinds'] }),
      'The kinds of Loan are CREATED and ARCHIVED; give it one of these pairs: ROLE_ASSIGNED and ROLE_REMOVED,',
    ],
    [
      'kinds of changes in the wrong order',
      loaned({ kinds: ['UNRELATED', 'RELATED'] as unknown as LinkModel['options']['kinds'] }),
      'The kinds of Loan are UNRELATED and RELATED; give it one of these pairs:',
    ],
    [
      'an identifier with data beside its key',
      loaned({ identifies: true }),
      'Loan.note stands beside the key of a link that identifies records, so nothing could change it; add it to key, or leave @Writable out.',
    ],
    [
      'an identifier of a record that does not list it',
      loaned({ identifies: true, key: ['note'] }),
      'Loan identifies the record at readerId; name the field there that lists the links.',
    ],
  ])('%s', (_what, features, fault) => expect(() => new Domain(features)).toThrow(fault));
});

describe('two links that identify a record are refused', () => {
  @Entity('ticket')
  @Index('ticket_note_key', ['note'], { unique: true })
  class Ticket extends Loan {}
  const tickets = new Model(Ticket, { type: 'Ticket', noun: 'a ticket', plural: 'tickets', defaultOrder: [] });
  const identifying = { ...loanOptions, identifies: true, key: ['note'] };

  test('as an upsert takes one', () => {
    const links = [new LinkModel(loans, identifying), new LinkModel(tickets, identifying)];
    expect(() => new Domain(lent({ models: [readers, loans, tickets], links }))).toThrow(
      'Loan and Ticket both identify Book; leave identifies out at one of them.',
    );
  });
});

describe('a record type that does not fit its table is refused', () => {
  class Loose {
    readonly size = 0;
  }
  const text = Column('text');
  const readable = Readable(() => String, { description });
  const writable = Writable(rules.line);
  test.each<[string, readonly Feature[], string]>([
    [
      'a unique value without an index',
      written({ unique: [...bySlug.unique, { properties: ['name'] }] }),
      "Reader must have no two rows with the same name; add @Index('reader_name_key', ['name'], { unique: true }), and the index to its migration.",
    ],
    [
      'a unique value whose index leaves archived records out',
      written({ unique: [...bySlug.unique, { properties: ['card'] }] }),
      "Reader must have no two rows with the same card; add @Index('reader_card_key', ['card'], { unique: true })",
    ],
    [
      'a value that is unique among current records, whose index has the archived ones too',
      written({ unique: [...bySlug.unique, { properties: ['slug'], livingOnly: true }] }),
      "Reader must have no two current rows with the same slug; add @Index('reader_living_slug_key', ['slug'], { unique: true, where: 'archived_at IS NULL' })",
    ],
    [
      'a value that is unique whatever its case',
      written({ unique: [...bySlug.unique, { properties: ['name'], ignoresCase: true }] }),
      "Reader must have no two rows with the same name; add @Index('reader_name_key', { synchronize: false }), and the index to its migration.",
    ],
    ['a key without an index', read({ keys: ['id', 'card'] }), 'Reader must have no two rows with the same card;'],
    [
      'a natural key that is not unique',
      written({ naturalKey: ['name'] }),
      "The naturalKey of Reader, name, may be that of several records; add { properties: ['name'] } to unique.",
    ],
    [
      'changes that are hidden, of records that are not',
      written({ visibility: () => 'INTERNAL' }),
      'The changes of Reader are not for everybody, but its records are; give its Model visible.',
    ],
    [
      'past states without a history',
      more({ models: [new Model(Reader, { ...readerOptions, asOf: true })] }),
      'Reader shows past states but has no history; add its WriteModel to records, or leave asOf out.',
    ],
    [
      'a list that is searched beside a text',
      read({ search: { by: 'all', others: ['names', 'card'], detail: 'card' } }),
      'search of Reader names the list names beside other properties; a list must be the only one of others.',
    ],
    [
      'a number that is searched',
      read({ search: { by: 'all', others: [], detail: 'born' } }),
      'search of Reader names born, which is not a text; name another property.',
    ],
    [
      'what a resolver needs and nobody can read',
      read({ needs: { age: ['birthday'] } }),
      'needs of Reader names birthday, which is not a readable column; add @Readable to it.',
    ],
    [
      'a column that can be null, and a field that cannot',
      column('a', [Column('text', { nullable: true }), readable, writable]),
      'Made.value can be null in its table; give its @Readable nullable too.',
    ],
    [
      'a field that can be null, and a column that cannot',
      column('b', [text, Readable(() => String, { nullable: true, description }), writable]),
      'Made.value cannot be null in its table; leave nullable out of its @Readable.',
    ],
    [
      'a list in the schema alone',
      column('c', [text, Readable(() => [String], { description }), writable]),
      'Made.value is a list either in its table or in the schema; make it one in both.',
    ],
    [
      'an index of a column that is not there',
      column('d', [readable]),
      'The tables do not fit together: Index "d_value_key" contains column that is missing in the entity (Made): value',
    ],
    [
      'a reference to other records than the foreign key',
      column('e', [
        Column('uuid'),
        ForeignKey(() => shelves.entity),
        Readable(() => ID, { description }),
        Reference(() => books),
      ]),
      'Made.value has @Reference to Book and @ForeignKey to Shelf; correct one of the two.',
    ],
    [
      'an end that is compared with nothing',
      column('f', [text, readable, Writable(rules.line, { notBefore: 'start' })]),
      'Made.value must not be before start; make both writable, and days or years.',
    ],
    [
      'a rule for another type',
      column('g', [text, readable, Writable(rules.year)]),
      'Made.value has a rule for values of another type, so it refuses every value; give it another rule, or another type.',
    ],
    [
      'a text that nothing checks',
      column('h', [text, readable, Writable(rules.any)]),
      'Made.value has a rule that accepts "\\u0000", which its table cannot store as it is; give it a stricter rule.',
    ],
    [
      'decimals that the table rounds',
      column('i', [
        Column('numeric', { precision: 12, scale: 2 }),
        Readable(() => Decimal, { description }),
        Writable(rules.any),
      ]),
      'Made.value has a rule that accepts "1.001", which its table cannot store as it is; give it a stricter rule.',
    ],
    [
      'a moment that is a text in its table',
      column('j', [text, Readable(() => DateTime, { description }), Writable(rules.moment)]),
      'Made.value is DateTime in the schema and text in its table; make the column timestamp with time zone.',
    ],
    [
      'a moment without its milliseconds',
      column('k', [
        Column('timestamp with time zone', { precision: 0 }),
        Readable(() => DateTime, { description }),
        Writable(rules.moment),
      ]),
      'Made.value loses milliseconds in its table; give its @Column precision 3.',
    ],
    [
      'a list of numbers',
      column('l', [Column('integer', { array: true }), Readable(() => [Int], { description }), Writable(rules.any)]),
      'Made.value is a list of Int; clients can write lists of texts or of an enum only. Change its @Readable, or leave @Writable out.',
    ],
    [
      'a list of numbers that filters would compare',
      column('p', [Column('integer', { array: true }), Readable(() => [Int], { description })]),
      'Made.value is a list that where cannot compare; give its @Readable filterable: false.',
    ],
    [
      'a scalar that refuses what is stored',
      column('m', [text, Readable(() => GraphQLURL, { description }), writable]),
      'Made.value is a URL, which refuses some stored texts when they are read; use String, or a scalar of platform/scalars.ts.',
    ],
    [
      'a first value that is none of the enum',
      column('n', [
        text,
        Readable(() => ({ OPEN: 'OPEN', SHUT: 'SHUT' }), { description }),
        Writable(rules.any, { initial: 'SECRET' }),
      ]),
      'Made.value is "SECRET" at first, which is not a value of its enum; give initial another value.',
    ],
    [
      'a visibility that there is not',
      secret(),
      'visibility of Reader gives SECRET; let it give PUBLIC, PARTNER or INTERNAL.',
    ],
    [
      'another name than that of its class',
      read({ type: 'Person' }),
      "The Model of Person is of a class with @ObjectType('Reader'); give both the same name.",
    ],
    [
      'a noun without its article',
      read({ noun: 'reader' }),
      'The noun of Reader, reader, has no article; write it like "a program".',
    ],
    [
      'a field that nothing describes',
      column('o', [text, Readable(() => String, { description: '' }), writable]),
      'Made.value has an empty description; say what it is.',
    ],
    [
      'a class without table',
      more({
        models: [new Model(Loose, { type: 'Loose', noun: 'a', plural: 'looses', defaultOrder: [] })],
      }),
      'Loose has no table; give its class @Entity.',
    ],
  ])('%s', (_what, features, fault) => expect(() => new Domain(features)).toThrow(fault));

  test('a field without a column', () => {
    class Shown extends Reader {
      size!: number;
    }
    Entity('shown')(Shown);
    Index('shown_slug_key', ['slug'], { unique: true })(Shown);
    Readable(() => Int, { description })(Shown.prototype, 'size');
    const models = [new Model(Shown, readerOptions)];
    expect(() => new Domain(more({ models }))).toThrow('Reader.size has @Readable but no @Column; add @Column.');
  });

  test('a record without a version', () => {
    @Entity('bare')
    @Index('bare_code_key', ['code'], { unique: true })
    class Bare {
      @PrimaryColumn('text')
      @Readable(() => String, { description })
      @Writable(rules.line)
      code!: string;
    }
    const bare = new Model(Bare, { type: 'Bare', noun: 'a bare', plural: 'bares', defaultOrder: [] });
    const records = [new WriteModel(bare, { unique: [{ properties: ['code'] }], naturalKey: ['code'] })];
    expect(() => new Domain(more({ models: [bare], records }))).toThrow(
      'Bare is written but has no version and times; let its class extend HubRecord or NamedRecord.',
    );
  });
});

describe('a schema that does not fit the declarations is refused', () => {
  @Resolver(() => books.entity)
  class Clashing {
    @Query(() => Int, { description })
    books(): number {
      return 0;
    }

    @FieldResolver(() => Int, { description })
    summary(): number {
      return 0;
    }
  }

  @Resolver(() => shelves.entity)
  class Counting {
    @FieldResolver(() => Int, { description })
    count(): number {
      return 0;
    }
  }

  @Resolver(() => shelves.entity)
  class Recounting {
    @FieldResolver(() => Int, { description })
    count(): number {
      return 1;
    }
  }

  @ObjectType('Shelf', { description })
  class OtherShelf {
    @Field(() => Int, { description })
    size!: number;
  }

  test.each<[string, Partial<Feature>, string]>([
    [
      'mutations of a record type that no feature has among its records',
      { models: [readers], mutations: () => recordMutations(readerWrites) },
      'createReader writes Reader; add its WriteModel to the records of its feature.',
    ],
    [
      'a mutation that is there already',
      { mutations: () => recordMutations(new WriteModel(books, bySlug)) },
      'Mutation.createBook is declared twice; rename one of the two.',
    ],
    [
      'a merge of what is not mergeable',
      { mutations: () => [mergeMutation(new WriteModel(books, bySlug))] },
      'mergeBooks merges Book, which is not mergeable; add mergeable to its Model, or leave the mutation out.',
    ],
    [
      'a list that is there already',
      { roots: () => [listField(books, '.')] },
      'Query.books is declared twice; rename one of the two.',
    ],
    [
      'a root field of a resolver that is there already',
      { resolvers: () => [new Clashing()] },
      'Query.books is declared twice; rename one of the two.',
    ],
    [
      'a field of a resolver that is there already',
      { resolvers: () => [new Clashing()] },
      'Book.summary is declared twice; rename one of the two.',
    ],
    [
      'a field of two resolvers',
      { resolvers: () => [new Counting(), new Recounting()] },
      'Shelf.count is declared twice; rename one of the two.',
    ],
    [
      'a link whose mutations nobody hands over',
      {
        ...lending,
        links: [
          new LinkModel(loans, {
            ...loanOptions,
            verbs: { assign: 'lend', remove: 'takeBack', assigning: '.', removing: '.' },
          }),
        ],
      },
      'Loan is to be written by lend; add its linkMutations to the mutations of its feature.',
    ],
  ])('%s', (_what, feature, fault) => {
    const domain = new Domain(more(feature));
    expect(() => buildHubSchema(domain, policies)).toThrow(fault);
  });

  test('a type that is mergeable and never merged', () => {
    class Mergeable extends Reader {
      mergedIntoId!: string | null;
    }
    Entity('mergeable')(Mergeable);
    Index('mergeable_slug_key', ['slug'], { unique: true })(Mergeable);
    Column('uuid', { nullable: true })(Mergeable.prototype, 'mergedIntoId');
    const model = new Model(Mergeable, { ...readerOptions, mergeable: true });
    const domain = new Domain(more({ models: [model], records: [new WriteModel(model, bySlug)] }));
    expect(() => buildHubSchema(domain, policies)).toThrow(
      'Reader is mergeable, and nothing merges it; add its mergeMutation, or leave mergeable out.',
    );
  });

  test('an identifier of a record that has no upsert', () => {
    @Entity('shelf_mark')
    @ObjectType('ShelfMark', { description })
    @Index('shelf_mark_note_key', ['note'], { unique: true })
    class ShelfMark extends HubRecord {
      @Column('uuid')
      @Readable(() => ID, { filterOnly: true, description })
      @Reference(() => shelves)
      shelfId!: string;

      @Column('text')
      @Readable(() => String, { description })
      @Writable(rules.line)
      note!: string;
    }
    const marks = new Model(ShelfMark, { type: 'ShelfMark', noun: 'a mark', plural: 'shelf marks', defaultOrder: [] });
    const link = new LinkModel(marks, {
      kinds: ['IDENTIFIED', 'IDENTIFIED'],
      ends: [{ property: 'shelfId', model: shelves, field: 'marks' }],
      key: ['note'],
      identifies: true,
    });
    const relations = [hasMany({ on: shelves, name: 'marks', target: marks, by: 'shelfId', description })];
    const marked = more({ models: [marks], relations, links: [link] });
    expect(() => buildHubSchema(new Domain(marked), policies)).toThrow(
      'ShelfMark identifies Shelf, which has no upsert; add its upsertMutation to the mutations of its feature.',
    );
    const [mutation] = marked
      .slice(1)
      .map(() => upsertMutation(new WriteModel(shelves, bySlug), new Domain(marked).writes));
    expect(mutation?.description).toContain('id, identifier, slug');
  });

  test('two types of one name', () => {
    expect(() => buildHubSchema(new Domain(more({ orphanedTypes: [OtherShelf] })), policies)).toThrow(
      'Two types of the schema are named Shelf; rename one of them, or use the one that is there (for scalars: platform/scalars.ts).',
    );
  });

  test('a scalar of a library beside that of the hub', () => {
    @Entity('page')
    @ObjectType('Page', { implements: Node, description })
    @Index('page_slug_key', ['slug'], { unique: true })
    class Page extends NamedRecord {
      @Column('text')
      @Readable(() => URL, { description })
      own!: string;

      @Column('text')
      @Readable(() => GraphQLURL, { description })
      other!: string;
    }
    const pages = new Model(Page, { type: 'Page', noun: 'a page', plural: 'pages', defaultOrder: [] });
    expect(() => buildHubSchema(new Domain(more({ models: [pages] })), policies)).toThrow(
      'Two types of the schema are named URL; rename one of them, or use the one that is there (for scalars: platform/scalars.ts).',
    );
  });

  test('a name that GraphQL does not accept', () => {
    const model = new Model(Reader, { ...readerOptions, plural: 'co-readers' });
    const feature = { models: [model], records: [new WriteModel(model, bySlug)], roots: () => [listField(model, '.')] };
    expect(() => buildHubSchema(new Domain(more(feature)), policies)).toThrow(
      /The schema cannot be built: .*co-readers/,
    );
  });

  test('a domain whose models a later one has taken', () => {
    const earlier = new Domain([library]);
    expect(new Domain([library])).not.toBe(earlier);
    expect(() => buildHubSchema(earlier, policies)).toThrow(
      'Shelf has gone to a domain that was made later; make one Domain of all features.',
    );
  });

  test('a domain that is refused leaves the models as they were', () => {
    const domain = new Domain([library]);
    expect(
      () =>
        new Domain(
          column('g', [
            Column('text', { nullable: true }),
            Readable(() => String, { description }),
            Writable(rules.line),
          ]),
        ),
    ).toThrow();
    expect(books.domain).toBe(domain);
  });
});
