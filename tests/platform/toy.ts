import { ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Policies } from '../../src/platform/access/policy-table';
import { Domain, type Feature } from '../../src/platform/domain';
import { belongsTo, hasMany, Model, Readable } from '../../src/platform/reading';
import { listField, recordField } from '../../src/platform/reading/schema/root-fields';
import { NamedRecord, Node } from '../../src/platform/record';
import { recordMutations, Reference, rules, Writable, WriteModel } from '../../src/platform/writing';

/** A domain of two tables that has nothing of the hub's own: shelves, and the books that stand on them. */
export const TABLES = ['shelf', 'book'].map(
  (table) => `CREATE TABLE ${table} (
    id uuid PRIMARY KEY, version integer NOT NULL DEFAULT 1,
    created_at timestamp(3) with time zone NOT NULL DEFAULT now(), updated_at timestamp(3) with time zone NOT NULL DEFAULT now(),
    archived_at timestamp(3) with time zone, assured_at timestamp(3) with time zone, assured_by text,
    slug text NOT NULL UNIQUE, name text COLLATE "und-x-icu" NOT NULL
    ${table === 'book' ? ', shelf_id uuid NOT NULL REFERENCES shelf (id), summary text' : ''})`,
);

@Entity('shelf')
@ObjectType('Shelf', { implements: Node, description: 'A shelf.' })
@Index('shelf_slug_key', ['slug'], { unique: true })
class Shelf extends NamedRecord {}

export const shelves = new Model(Shelf, {
  type: 'Shelf',
  noun: 'a shelf',
  plural: 'shelves',
  keys: ['id', 'slug'],
  defaultOrder: ['name'],
  label: 'name',
});

@Entity('book')
@ObjectType('Book', { implements: Node, description: 'A book.' })
@Index('book_slug_key', ['slug'], { unique: true })
class Book extends NamedRecord {
  @Column('uuid')
  @ForeignKey(() => Shelf, { name: 'book_shelf_id_fkey' })
  @Readable(() => ID, { filterOnly: true, description: 'The id of its shelf.' })
  @Reference(() => shelves)
  shelfId!: string;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'What it is about.' })
  @Writable(rules.prose)
  summary!: string | null;
}

export const books = new Model(Book, {
  type: 'Book',
  noun: 'a book',
  plural: 'books',
  keys: ['id', 'slug'],
  defaultOrder: ['name'],
  label: 'name',
});

/** The log of their changes. */
@Entity('change')
@ObjectType('Change', { implements: Node, description: 'A change.' })
class Change {
  @PrimaryColumn('uuid')
  @Readable(() => ID, { description: 'The id.' })
  id!: string;

  @Column('uuid')
  @Readable(() => ID, { description: 'The id of the record.' })
  recordId!: string;

  @Column('integer')
  @Readable(() => Int, { description: 'The version of the record after it.', orderable: true })
  version!: number;

  @Column('text')
  @Readable(() => String, { description: 'The table of the record.' })
  recordType!: string;

  @Column('text')
  kind!: string;

  @Column('jsonb')
  changes!: unknown;

  @Column('text')
  visibility!: string;

  @Column('uuid', { nullable: true })
  subjectId!: string | null;

  @Column('text')
  actor!: string;

  @Column('timestamp with time zone', { precision: 3 })
  occurredAt!: Date;
}

const changes = new Model(Change, {
  type: 'Change',
  noun: 'a change',
  plural: 'changes',
  defaultOrder: ['version'],
});

const options = { unique: [{ properties: ['slug'] }], naturalKey: ['slug'] };
const shelfWrites = new WriteModel(shelves, options);
const bookWrites = new WriteModel(books, options);

export const library: Feature = {
  name: 'library',
  models: [shelves, books, changes],
  relations: [
    belongsTo({ on: books, name: 'shelf', target: shelves, by: 'shelfId', nullable: true, description: 'Its shelf.' }),
    hasMany({ on: shelves, name: 'books', target: books, by: 'shelfId', needsIt: true, description: 'Its books.' }),
  ],
  records: [shelfWrites, bookWrites],
  roots: () => [recordField(books, 'One book.'), listField(books, 'The books.'), listField(shelves, 'The shelves.')],
  mutations: () => [...recordMutations(shelfWrites), ...recordMutations(bookWrites)],
};

export const domain = new Domain([library]);

export const policies: Policies = {
  roots: {
    Query: { book: 'READ', books: 'READ', shelves: 'READ', node: 'READ', nodes: 'READ', viewer: 'READ' },
    Mutation: Object.fromEntries(
      ['create', 'update', 'archive', 'restore'].flatMap((verb) =>
        ['Shelf', 'Book'].map((type) => [`${verb}${type}`, 'WRITE'] as const),
      ),
    ),
    Subscription: {},
  },
  records: { Shelf: 'READ', Book: 'READ', Change: 'READ' },
  fields: {},
};
