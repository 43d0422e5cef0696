/** @isolated The GraphQL types of the toy domain must not meet those of the hub. */
import { Day } from '../../src/platform/scalars';
import { ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { Policies } from '../../src/platform/access/policy-table';
import { Domain, type Feature } from '../../src/platform/domain';
import { DateTime } from '../../src/platform/moment';
import { describedEnum, linked, Model, Readable } from '../../src/platform/reading';
import { listField } from '../../src/platform/reading/schema/root-fields';
import { HubRecord, NamedRecord, Node } from '../../src/platform/record';
import {
  LinkModel,
  linkMutations,
  recordMutations,
  Reference,
  rules,
  upsertMutation,
  Writable,
  WriteModel,
} from '../../src/platform/writing';
import { startTestHub, type TestHub } from '../support/hub';
import { changesOf, faultsOf, signInEditor, type Editor } from '../writing/mutate';
import { books, library, policies, shelves, TABLES } from './toy';

const description = '.';
const bySlug = { unique: [{ properties: ['slug'] }], naturalKey: ['slug'] };

const Level = describedEnum('Level', description, { EASY: 'Easy.', HARD: 'Hard.' });
type Level = keyof typeof Level;

/** A record type whose records are parts of each other, and last from one day to another. */
@Entity('reading_list')
@ObjectType('ReadingList', { implements: Node, description })
@Index('reading_list_slug_key', ['slug'], { unique: true })
class ReadingList extends NamedRecord {
  @Column('uuid', { nullable: true })
  @ForeignKey(() => ReadingList)
  @Readable(() => ID, { nullable: true, filterOnly: true, description: 'The id of the list that it is part of.' })
  @Reference(() => readingLists)
  wholeId!: string | null;

  @Column('date', { nullable: true })
  @Readable(() => Day, { nullable: true, description })
  @Writable(rules.day)
  opens!: string | null;

  @Column('date', { nullable: true })
  @Readable(() => Day, { nullable: true, description })
  @Writable(rules.day, { notBefore: 'opens' })
  closes!: string | null;

  @Column('timestamptz', { nullable: true })
  @Readable(() => DateTime, { nullable: true, description })
  @Writable(rules.any)
  announcedAt!: Date | null;

  @Column('timestamp with time zone', { precision: 3, nullable: true })
  @Readable(() => DateTime, { nullable: true, description })
  @Writable(rules.moment)
  reviewedAt!: Date | null;

  @Column('text', { array: true, default: '{}' })
  @Readable(() => [Level], { description })
  @Writable(rules.any, { initial: [] })
  levels!: Level[];
}
const readingLists = new Model(ReadingList, {
  type: 'ReadingList',
  noun: 'a reading list',
  plural: 'reading lists',
  keys: ['id', 'slug'],
  defaultOrder: ['name'],
  label: 'name',
});
const readingListWrites = new WriteModel(readingLists, bySlug);

/** Readers are not for everybody. */
@Entity('reader')
@ObjectType('Reader', { implements: Node, description })
@Index('reader_slug_key', ['slug'], { unique: true })
class Reader extends NamedRecord {}
const readers = new Model(Reader, {
  type: 'Reader',
  noun: 'a reader',
  plural: 'readers',
  keys: ['id', 'slug'],
  defaultOrder: ['name'],
  visible: ({ viewer }) => (viewer.role === 'editor' ? undefined : 'false'),
});
const readerWrites = new WriteModel(readers, { ...bySlug, visibility: () => 'PARTNER' });

/** A book that a reader has put on a shelf. */
@Entity('placement')
@ObjectType('Placement', { implements: Node, description })
@Index('placement_key', ['shelfId', 'bookId', 'readerId'], { unique: true })
class Placement extends HubRecord {
  @Column('uuid')
  @Readable(() => ID, { filterOnly: true, description: 'The id of the shelf.' })
  @Reference(() => shelves)
  shelfId!: string;

  @Column('uuid')
  @Readable(() => ID, { filterOnly: true, description: 'The id of the book.' })
  @Reference(() => books)
  bookId!: string;

  @Column('uuid')
  @Readable(() => ID, { filterOnly: true, description: 'The id of the reader.' })
  @Reference(() => readers)
  readerId!: string;
}
const placements = new Model(Placement, {
  type: 'Placement',
  noun: 'a placement',
  plural: 'placements',
  defaultOrder: [],
  visible: ({ viewer }) => (viewer.role === 'editor' ? undefined : 'false'),
});
const placementWrites = new LinkModel(placements, {
  verbs: { assign: 'place', remove: 'takeAway', assigning: 'Places a book.', removing: 'Takes a book away.' },
  kinds: ['RELATED', 'UNRELATED'],
  ends: [
    { property: 'shelfId', model: shelves, field: 'placed' },
    { property: 'bookId', model: books },
    { property: 'readerId', model: readers },
  ],
  key: [],
});

const more: Feature = {
  name: 'more',
  models: [readingLists, readers, placements],
  relations: [
    linked({
      on: shelves,
      name: 'placed',
      target: books,
      link: placements,
      from: 'shelfId',
      to: 'bookId',
      edge: [],
      description,
    }),
  ],
  records: [readingListWrites, readerWrites],
  links: [placementWrites],
  roots: () => [listField(readingLists, '.')],
  mutations: ({ writes }) => [
    ...recordMutations(readingListWrites),
    upsertMutation(readingListWrites, writes),
    ...recordMutations(readerWrites),
    ...linkMutations(placementWrites),
  ],
};

const content: { domain: Domain; policies: Policies } = {
  domain: new Domain([library, more]),
  policies: {
    roots: {
      ...policies.roots,
      Query: { ...policies.roots.Query, readingLists: 'READ' },
      Mutation: {
        ...policies.roots.Mutation,
        ...Object.fromEntries(
          ['create', 'update', 'archive', 'restore'].flatMap((verb) =>
            ['ReadingList', 'Reader'].map((type) => [`${verb}${type}`, 'WRITE'] as const),
          ),
        ),
        upsertReadingLists: 'WRITE',
        place: 'WRITE',
        takeAway: 'WRITE',
      },
    },
    records: { ...policies.records, ReadingList: 'READ', Reader: 'READ', Placement: 'READ' },
    fields: {},
  },
};

const RECORD = `id uuid PRIMARY KEY, version integer NOT NULL DEFAULT 1,
  created_at timestamp(3) with time zone NOT NULL DEFAULT now(), updated_at timestamp(3) with time zone NOT NULL DEFAULT now(),
  archived_at timestamp(3) with time zone, assured_at timestamp(3) with time zone, assured_by text`;
const NAMED = `${RECORD}, slug text NOT NULL UNIQUE, name text COLLATE "und-x-icu" NOT NULL`;

let hub: TestHub;
let editor: Editor;

beforeAll(async () => {
  hub = await startTestHub({
    content,
    prepare: async (pool) => {
      for (const table of TABLES) await pool.query(table);
      await pool.query(
        `CREATE TABLE reading_list (${NAMED}, whole_id uuid REFERENCES reading_list, opens date, closes date,
         announced_at timestamptz, reviewed_at timestamptz(3), levels text[] NOT NULL DEFAULT '{}')`,
      );
      await pool.query(`CREATE TABLE reader (${NAMED})`);
      await pool.query(
        `CREATE TABLE placement (${RECORD}, shelf_id uuid NOT NULL, book_id uuid NOT NULL, reader_id uuid NOT NULL, UNIQUE (shelf_id, book_id, reader_id))`,
      );
    },
  });
  editor = await signInEditor(hub);
});
afterAll(() => hub.close());

async function make(type: string, input: object): Promise<string> {
  const field = type.charAt(0).toLowerCase() + type.slice(1);
  const made = await editor.do<Record<string, { id: string }>>(`create${type}`, input, `${field} { id }`);
  expect(made.errors).toEqual([]);
  return String(made[field]?.id);
}

describe('a record type that refers to its own records', () => {
  test('does not lead back to where it begins, and the message names the way', async () => {
    const top = await make('ReadingList', { name: 'Top' });
    await make('ReadingList', { name: 'Middle', wholeId: top });
    const bottom = await make('ReadingList', { name: 'Bottom', wholeSlug: 'middle' });
    const { errors } = await editor.do('updateReadingList', { id: top, wholeId: bottom });
    expect(errors).toMatchObject([
      {
        code: 'CONFLICT',
        path: ['wholeId'],
        message: 'wholeId would make a loop: Top → Bottom → Middle → Top; choose another record.',
      },
    ]);
    const self = await editor.do('updateReadingList', { id: top, wholeSlug: 'top' });
    expect(self.errors[0]?.message).toBe('wholeSlug would make a loop: Top → Top; choose another record.');
    expect(faultsOf(await editor.do('updateReadingList', { id: bottom, wholeId: top }))).toEqual([]);
  });

  test('names a long way by its beginning and its end', async () => {
    const ids: string[] = [];
    for (let number = 1; number <= 12; number += 1)
      ids.push(await make('ReadingList', { name: `N${number}`, wholeId: ids.at(-1) }));
    const { errors } = await editor.do('updateReadingList', { id: ids[0], wholeId: ids.at(-1) });
    expect(errors[0]?.message).toBe(
      'wholeId would make a loop: N1 → N12 → N11 → N10 → N9 → N8 → N7 → … → N1; choose another record.',
    );
  });

  test('makes no loop by two changes of one upsert, or of the same moment', async () => {
    const [a, b] = [await make('ReadingList', { name: 'A' }), await make('ReadingList', { name: 'B' })];
    const together = await editor.do<{ outcomes: string[] }>(
      'upsertReadingLists',
      {
        items: [
          { id: a, wholeId: b },
          { id: b, wholeId: a },
        ],
        onError: 'REJECT_FAILED',
      },
      'outcomes',
    );
    expect(together.outcomes).toEqual(['FAILED', 'FAILED']);
    const apart = await Promise.all([
      editor.do('updateReadingList', { id: a, wholeId: b }),
      editor.do('updateReadingList', { id: b, wholeId: a }),
    ]);
    expect(apart.flatMap(faultsOf)).toEqual(['CONFLICT wholeId']);
  });
});

test('a record does not end before it begins, whichever of the two is given', async () => {
  const id = await make('ReadingList', { name: 'Summer', opens: '2026-06-01', closes: '2026-06-01' });
  for (const given of [{ closes: '2026-05-31' }, { opens: '2026-06-02' }]) {
    const { errors } = await editor.do('updateReadingList', { id, ...given });
    expect(errors).toMatchObject([
      { code: 'INVALID', path: Object.keys(given), message: 'closes is before opens; correct one of them.' },
    ]);
  }
});

describe('a moment', () => {
  test.each(['announcedAt', 'reviewedAt'])(
    '%s is the same however it is written, and logged as it is read',
    async (field) => {
      const id = await make('ReadingList', { name: `Moments of ${field}`, [field]: '2026-05-01T09:00:00+02:00' });
      expect(faultsOf(await editor.do('updateReadingList', { id, [field]: '2026-05-01T07:00:00Z' }))).toEqual([]);
      expect(await versionOf(id)).toBe(1);
      expect(faultsOf(await editor.do('updateReadingList', { id, [field]: '9999-12-31T23:59:59.9999Z' }))).toEqual([]);
      const [, last] = await loggedOf(id);
      expect(last).toEqual([{ field, before: '2026-05-01T07:00:00.000Z', after: '9999-12-31T23:59:59.999Z' }]);
      expect(await readList(id, field)).toEqual({ [field]: '9999-12-31T23:59:59.999Z' });
    },
  );

  test('that is none is refused by its type', async () => {
    await expect(editor.do('createReadingList', { name: 'Soon', announcedAt: 'yesterday' })).rejects.toThrow(
      /DateTime/,
    );
  });

  test.each(['announcedAt', 'reviewedAt'])('%s that Postgres cannot keep is refused at its field', async (field) => {
    const { errors } = await editor.do('createReadingList', { name: 'Far', [field]: '9999-12-31T23:59:59-10:00' });
    expect(errors).toMatchObject([{ code: 'INVALID', path: [field] }]);
  });
});

test('a list of an enum takes the words of the enum only', async () => {
  const id = await make('ReadingList', { name: 'Levels', levels: ['EASY', 'HARD'] });
  expect(await readList(id, 'levels')).toEqual({ levels: ['EASY', 'HARD'] });
  await expect(editor.do('updateReadingList', { id, levels: ['FOO'] })).rejects.toThrow(/Level/);
});

async function versionOf(id: string): Promise<unknown> {
  return (await readList(id, 'version'))['version'];
}

async function readList(id: string, field: string): Promise<Record<string, unknown>> {
  const document = `query ($id: ID!) { readingLists(where: { id: { eq: $id } }) { nodes { ${field} } } }`;
  const { data } = await hub.query<{ readingLists: { nodes: Record<string, unknown>[] } }, object>(document, { id });
  return data.readingLists.nodes[0] ?? {};
}

async function loggedOf(id: string): Promise<unknown[]> {
  const { rows } = await hub.database.pool.query<{ changes: unknown }>(
    'SELECT changes FROM change WHERE record_id = $1 ORDER BY version',
    [id],
  );
  return rows.map(({ changes }) => changes);
}

test('the history of a link of three ends is as private as the strictest of the other two, and about that one', async () => {
  const shelf = await make('Shelf', { name: 'Upper' });
  const book = await make('Book', { name: 'Ulysses', shelfId: shelf });
  const reader = await make('Reader', { name: 'Molly' });
  await editor.do('place', { shelfId: shelf, bookId: book, readerId: reader });
  await editor.do('takeAway', { shelfId: shelf, bookId: book, readerId: reader });
  const { rows } = await hub.database.pool.query(
    `SELECT kind, visibility, subject_id AS about FROM change WHERE record_id = $1 ORDER BY version`,
    [shelf],
  );
  expect(rows).toEqual([
    { kind: 'CREATED', visibility: 'PUBLIC', about: null },
    { kind: 'RELATED', visibility: 'PARTNER', about: reader },
    { kind: 'UNRELATED', visibility: 'PARTNER', about: reader },
  ]);
  expect(await changesOf(hub, book)).toHaveLength(1);
});
