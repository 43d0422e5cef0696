import { makeContact, makeCore, makeOrganization, makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { signInEditor, type Editor } from '../writing/mutate';

let hub: TestHub;
let editor: Editor;
let id: string;
let other: string;

beforeAll(async () => {
  hub = await startTestHub();
  editor = await signInEditor(hub);
  [id, other] = [await makeProgram(hub.database.pool), await makeProgram(hub.database.pool)];
});
afterAll(() => hub.close());

const past = (uuid: string): string =>
  `"${uuid}@2" is the id of a past state of a record; give the record's recordId, "${uuid}".`;
const preview = (uuid: string): string =>
  `"${uuid}@preview-0a" is the id of what a dry run showed; give the record's recordId, "${uuid}".`;

type Send = (state: string) => readonly [name: string, input: object, path: string];

const MUTATIONS: readonly Send[] = [
  (state) => ['updateProgram', { id: state, name: 'x' }, 'id'],
  (state) => ['archiveProgram', { id: state }, 'id'],
  (state) => ['restoreProgram', { id: state }, 'id'],
  (state) => ['mergePrograms', { id: state, intoId: other }, 'id'],
  (state) => ['mergePrograms', { id: other, intoId: state }, 'intoId'],
  (state) => ['assureRecord', { id: state }, 'id'],
  (state) => ['upsertPrograms', { items: [{ id: state, name: 'x' }] }, 'items.0.id'],
  (state) => ['relatePrograms', { programId: state, relatedProgramId: other, type: 'PART_OF' }, 'programId'],
  (state) => ['unrelatePrograms', { id: state }, 'id'],
  (state) => ['createProgram', { name: 'x', kind: 'STUDY', coreId: state }, 'coreId'],
];

describe('a mutation says what is wrong with the id of a state:', () => {
  test.each(MUTATIONS.map((send) => [send('')[0], send('')[2], send] as const))(
    '%s at %s',
    async (_name, _path, send) => {
      for (const [state, message] of [
        [`${id}@2`, past(id)],
        [`${id}@preview-0a`, preview(id)],
      ] as const) {
        const [name, input, path] = send(state);
        const { errors } = await editor.do(name, input);
        expect(errors).toEqual([{ __typename: 'InputError', code: 'INVALID', message, path: path.split('.') }]);
      }
    },
  );
});

describe('a read takes no id of a state', () => {
  test.each([
    ['a single record', 'query ($id: ID!) { program(id: $id) { id } }', 'program'],
    ['a filter', 'query ($id: ID!) { programs(where: { id: { in: [$id] } }) { totalCount } }', 'programs'],
    [
      'a filter of a related record',
      'query ($id: ID!) { programs(where: { core: { id: { eq: $id } } }) { totalCount } }',
      'programs',
    ],
    ['a history', 'query ($id: ID!) { changes(of: $id) { totalCount } }', 'changes'],
  ])('%s', async (_what, query, field) => {
    const { errors } = await hub.query(query, { id: `${id}@2` }, editor.headers);
    expect(errors?.map(({ message, path, extensions }) => [message, path?.[0], extensions.code])).toEqual([
      [past(id), field, 'BAD_USER_INPUT'],
    ]);
  });

  test('a reference of a gateway: the other references are answered', async () => {
    const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Program { id } } }';
    const of = [`${id}@2`, other].map((each) => ({ __typename: 'Program', id: each }));
    const { data, errors } = await hub.query<{ _entities: unknown[] }, object>(query, { of });
    expect(data._entities).toEqual([null, { id: other }]);
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([
      [`_entities: representation 0: ${past(id)}`, ['_entities', 0]],
    ]);
  });
});

test('a dry run marks all of its records, each time anew, and none in the next answer', async () => {
  const { pool } = hub.database;
  const organization = await makeOrganization(pool);
  const contact = await makeContact(pool);
  const core = await makeCore(pool, { organization_id: organization });
  const input = { contactId: contact, coreId: core, options: { dryRun: true } };
  const selection = `contactAssignment { id recordId contact { id recordId } core { id organization { id } } }
    contact { id cores { edges { linkId node { id recordId } } } } changes { id recordId }`;

  /** The mark of the ids of one dry run. */
  async function markOf(): Promise<string | undefined> {
    const payload = JSON.stringify(await editor.do('assignContact', input, selection));
    const ids = [...payload.matchAll(/"id":"([^"]+)"/g)].map(([, found]) => String(found));
    expect(ids).toHaveLength(7);
    for (const found of ids) expect(found).toMatch(/^[0-9a-f-]{36}@preview-\w+$/);
    for (const [, found] of payload.matchAll(/"(?:recordId|linkId)":"([^"]+)"/g))
      expect(found).toMatch(/^[0-9a-f-]{36}$/);
    const marks = new Set(ids.map((found) => found.split('@')[1]));
    expect(marks.size).toBe(1);
    return [...marks][0];
  }

  expect(await markOf()).not.toBe(await markOf());
  const query = 'query ($id: ID!) { contact(id: $id) { id } }';
  const { data } = await hub.query<{ contact: object }, object>(query, { id: contact });
  expect(data.contact).toEqual({ id: contact });
});
