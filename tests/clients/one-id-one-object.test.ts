import { buildSchema, isInterfaceType, isObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { startTestHub, type TestHub } from '../support/hub';
import { signInEditor } from '../writing/mutate';
import { Everything } from './everything';
import { ObjectStore } from './object-store';

const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const everything = new Everything(schema);

let hub: TestHub;
let editor: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
  editor = await hub.signIn('editor');
  const writer = await signInEditor(hub);
  // What the bundled dataset lacks, at the beginning of the lists.
  const items = ['0', '1'].map((name) => ({
    name,
    kind: 'STUDY',
    identifier: { scheme: 'NCT', value: name },
  }));
  const { programs } = await writer.do<{ programs: { id: string }[] }>('upsertPrograms', { items }, 'programs { id }');
  const [programId, relatedProgramId] = programs.map(({ id }) => id);
  await writer.do('relatePrograms', { programId, relatedProgramId, type: 'PART_OF' });
});
afterAll(() => hub.close());

type Data = Parameters<ObjectStore['add']>[0];

async function ask(query: string, variables: object = {}): Promise<Record<string, Data>> {
  const { data, errors } = await hub.query<Record<string, Data>, object>(query, variables, editor);
  expect(errors).toBeUndefined();
  return data;
}

describe('in the schema', () => {
  test('every type with an id is a Node', () => {
    const node = schema.getType('Node');
    expect(
      isInterfaceType(node) &&
        schema
          .getPossibleTypes(node)
          .map(({ name }) => name)
          .sort(),
    ).toEqual(
      everything
        .nodeTypes()
        .map(({ name }) => name)
        .sort(),
    );
  });

  test('every Node has a recordId', () => {
    for (const type of everything.nodeTypes()) expect(Object.keys(type.getFields())).toContain('recordId');
  });

  test('no edge has an id, and every edge of a link has a linkId', () => {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || !type.name.endsWith('Edge')) continue;
      const { id, linkId, cursor, node, ...data } = type.getFields();
      expect([type.name, id, String(cursor?.type), node !== undefined]).toEqual([
        type.name,
        undefined,
        'String!',
        true,
      ]);
      expect([type.name, linkId !== undefined]).toEqual([type.name, Object.keys(data).length > 0]);
    }
  });
});

describe('in answers', () => {
  const store = new ObjectStore();
  const links = new Set<string>();
  const program = '{ program(slug: "healthier-together") { id recordId version name } }';

  async function addLists(where: string, args = ''): Promise<void> {
    for (const name of [
      'organizations',
      'cores',
      'programs',
      'contacts',
      'taxonomies',
      'terms',
      'sources',
      'citations',
    ]) {
      const type = schema.getQueryType()?.getFields()[name]?.type;
      const { [name]: page } = await ask(
        `{ ${name}(first: 3 ${args}) ${everything.of(String(type).replace('!', ''), 1)} }`,
      );
      store.add(page ?? null, `${where}: ${name}`);
      for (const [, id] of JSON.stringify(page).matchAll(/"linkId":"([^"]+)"/g)) links.add(String(id));
    }
  }

  async function addEdit(dryRun: boolean): Promise<Data> {
    const { program: live } = (await ask(program)) as { program: { recordId: string; version: number; name: string } };
    const { updateProgram: payload } = await ask(
      `mutation ($input: UpdateProgramInput!) { updateProgram(input: $input) ${everything.of('ProgramPayload', 1)} }`,
      { input: { id: live.recordId, name: `${live.name}, edited`, options: { dryRun } } },
    );
    return payload ?? null;
  }

  test('live records are the same wherever they are', async () => {
    await addLists('first reading');
    const { search } = await ask(`{ search(query: "health") ${everything.of('SearchHit', 1)} }`);
    store.add(search ?? null, 'search');
    expect(store.conflicts).toEqual([]);
  });

  test('what a dry run shows is nobody else', async () => {
    store.add(await addEdit(true), 'dry run');
    store.add(await addEdit(true), 'another dry run');
    await addLists('after the dry run');
    expect(store.conflicts).toEqual([]);
  });

  test('a past state is another object than the live record', async () => {
    const { program: before } = (await ask(program)) as { program: { id: string; version: number } };
    const live = new ObjectStore();
    await addEdit(false);
    const state = everything.of('Program', 0);
    const { now, then } = await ask(
      `query ($then: DateTime!) { now: program(slug: "healthier-together") ${state} then: program(slug: "healthier-together", asOf: $then) ${state} }`,
      { then: await momentOf(before.version) },
    );
    live.add([now ?? null, then ?? null], 'edited');
    expect(live.conflicts).toEqual([]);
    expect(live.keys).toEqual([`Program:${before.id}`, `Program:${before.id}@${before.version}`]);
    const { node } = await ask(`query ($id: ID!) { node(id: $id) { ... on Program ${state} } }`, {
      id: `${before.id}@${before.version}`,
    });
    expect({ __typename: 'Program', ...(node as object) }).toEqual(then);
  });

  /** A moment at which the program had this version. */
  async function momentOf(version: number): Promise<unknown> {
    const { rows } = await hub.database.pool.query<{ at: Date }>(
      `SELECT occurred_at AS at FROM change JOIN program ON program.id = record_id WHERE slug = 'healthier-together' AND change.version = $1`,
      [version],
    );
    return rows[0]?.at;
  }

  test('every link is an object too, under its linkId', async () => {
    const ids = [...links].slice(0, 100);
    const { nodes } = (await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }', { ids })) as {
      nodes: { __typename: string }[];
    };
    for (const [index, { __typename: type }] of nodes.entries()) {
      const selection = `{ ... on ${type} ${everything.of(type, 1)} }`;
      const { node } = await ask(`query ($id: ID!) { node(id: $id) ${selection} }`, { id: ids[index] });
      store.add(node ?? null, 'links');
    }
    expect(store.conflicts).toEqual([]);
  });

  test('every object is read again by its id', async () => {
    const again = store.keys.filter((key) => !key.includes('@preview-'));
    const types = new Set(again.map((key) => key.split(':')[0]));
    expect([...types].sort()).toEqual(
      everything
        .nodeTypes()
        .map(({ name }) => name)
        .sort(),
    );
    for (let at = 0; at < again.length; at += 100) {
      const keys = again.slice(at, at + 100);
      const { nodes } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
        ids: keys.map((key) => key.split(':')[1]),
      });
      expect((nodes as { __typename: string; id: string }[]).map((node) => `${node.__typename}:${node.id}`)).toEqual(
        keys,
      );
    }
  });
});
