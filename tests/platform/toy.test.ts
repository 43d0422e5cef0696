/** @isolated The GraphQL types of the toy domain must not meet those of the hub. */
import { Domain, type Feature } from '../../src/platform/domain';
import { hasMany, linked, Model } from '../../src/platform/reading';
import { startTestHub, type TestHub } from '../support/hub';
import { changesOf, signInEditor, type Editor } from '../writing/mutate';
import { books, domain, library, policies, shelves, TABLES } from './toy';

describe('the platform, with a domain of two tables', () => {
  let hub: TestHub;
  let editor: Editor;

  beforeAll(async () => {
    hub = await startTestHub({
      content: { domain, policies },
      prepare: async (pool) => {
        for (const table of TABLES) await pool.query(table);
      },
    });
    editor = await signInEditor(hub);
  });
  afterAll(() => hub.close());

  test('writes records, keeps what they need, and reads them', async () => {
    const shelf = await editor.do<{ shelf: { id: string } }>('createShelf', { name: 'Upper' }, 'shelf { id }');
    for (const name of ['A', 'B'])
      await editor.do('createBook', { name, shelfSlug: 'upper', summary: `About ${name}.` });
    const { data, statements } = await hub.query('{ shelves { nodes { name books { nodes { name summary } } } } }');
    expect(data).toEqual({
      shelves: {
        nodes: [
          {
            name: 'Upper',
            books: {
              nodes: [
                { name: 'A', summary: 'About A.' },
                { name: 'B', summary: 'About B.' },
              ],
            },
          },
        ],
      },
    });
    expect(statements).toHaveLength(hub.plans ? 1 : 2);
    const archived = await editor.do('archiveShelf', { id: shelf.shelf.id });
    expect(archived.errors.map(({ code }) => code)).toEqual(['IN_USE']);
  });

  test('keeps their history', async () => {
    const made = await editor.do<{ book: { id: string } }>(
      'createBook',
      { name: 'C', shelfSlug: 'upper' },
      'book { id }',
    );
    await editor.do('updateBook', { id: made.book.id, summary: 'About C.' });
    const log = await changesOf(hub, made.book.id);
    expect(log.map(({ record_type, kind, version }) => [record_type, kind, version])).toEqual([
      ['book', 'CREATED', 1],
      ['book', 'UPDATED', 2],
    ]);
  });
});

describe('features that do not fit together', () => {
  /** A feature whose one relation or link names what no feature hands over. */
  const broken = (more: Partial<Feature>): (() => Domain) => {
    return () => new Domain([library, { name: 'broken', models: [], ...more }]);
  };
  const stranger = new Model(books.entity, { ...books.options, type: 'Stranger' });

  test.each([
    [
      'a model that is not handed over',
      { relations: [hasMany({ on: stranger, name: 'books', target: books, by: 'shelfId', description: '.' })] },
      'Stranger is used but not declared; add it to the models of its feature.',
    ],
    [
      'a column that is not readable',
      { relations: [hasMany({ on: books, name: 'sequels', target: books, by: 'sequelOf', description: '.' })] },
      'Book.sequels names Book.sequelOf, which is not a readable column; add @Readable to it.',
    ],
    [
      'a name that is taken',
      { relations: [hasMany({ on: books, name: 'summary', target: books, by: 'shelfId', description: '.' })] },
      'Book.summary is declared twice; rename one of the two.',
    ],
    [
      'a list over links that nobody writes',
      {
        relations: [
          linked({
            on: books,
            name: 'likes',
            target: books,
            link: books,
            from: 'shelfId',
            to: 'id',
            edge: [],
            description: '.',
          }),
        ],
      },
      'Book.likes lists by Book; add its LinkModel to the links of its feature.',
    ],
  ])('are refused, with what is missing: %s', (_what, more, fault) => {
    expect(broken(more)).toThrow(fault);
  });

  test('are refused where the table of a model refers to one that is not handed over', () => {
    expect(() => new Domain([{ name: 'broken', models: [books] }])).toThrow(
      'A table refers to one whose model no feature hands over; name it in the models of its feature.',
    );
  });

  test.each([
    [
      'a model that is mergeable without the column for it',
      { mergeable: true },
      'Book is mergeable and has no column mergedIntoId; add one, or leave mergeable out.',
    ],
    [
      'a label that is no column',
      { label: 'title' },
      'label of Book names title, which is not a readable column; add @Readable to it.',
    ],
    [
      'a search over what is not there',
      { search: { by: 'name and text', others: [], detail: 'text' } },
      'search of Book names text, which is not a readable column; add @Readable to it.',
    ],
  ])('are refused, with what is missing: %s', (_what, more, fault) => {
    const model = new Model(books.entity, { ...books.options, ...more });
    expect(() => new Domain([{ name: 'broken', models: [shelves, model] }])).toThrow(fault);
  });
});
