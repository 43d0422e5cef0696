import { makeContact, makeOrganization, makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
  const { pool } = hub.database;
  await makeProgram(pool, { name: '社区健康中心', description: '为居民提供免费体检。' });
  await makeProgram(pool, { name: 'こども食堂プロジェクト', alternate_names: ['子供の居場所'] });
  await makeProgram(pool, { name: 'โครงการสุขภาพชุมชน' });
  await makeProgram(pool, { name: '서울대학교병원' });
  await makeOrganization(pool, { name: 'ΟΔΟΣ ΥΓΕΙΑΣ' });
  await makeOrganization(pool, { name: 'Café Noé' });
  await makeContact(pool, { name: 'İpek Şahin' });
});
afterAll(() => hub.close());

interface Hit {
  name: string;
  excerpt: string;
}

async function search(query: string, types?: readonly string[]): Promise<Hit[]> {
  const { data, errors } = await hub.query<{ search: Hit[] }, object>(
    'query ($query: String!, $types: [RecordType!]) { search(query: $query, types: $types) { name excerpt } }',
    { query, ...(types && { types }) },
  );
  expect(errors).toBeUndefined();
  return data.search;
}

const names = async (query: string): Promise<string[]> => (await search(query)).map(({ name }) => name);

test.each([
  ['健康', '社区健康中心'],
  ['区健', '社区健康中心'],
  ['中心', '社区健康中心'],
  ['社区健康中心', '社区健康中心'],
  ['康', '社区健康中心'],
  ['免费体检', '社区健康中心'],
  ['健康 居民', '社区健康中心'],
  ['食堂', 'こども食堂プロジェクト'],
  ['プロジェクト', 'こども食堂プロジェクト'],
  ['居場所', 'こども食堂プロジェクト'],
  ['สุขภาพ', 'โครงการสุขภาพชุมชน'],
  ['ชุมชน', 'โครงการสุขภาพชุมชน'],
  ['대학교', '서울대학교병원'],
  ['οδος', 'ΟΔΟΣ ΥΓΕΙΑΣ'],
  ['Οδος Υγειας', 'ΟΔΟΣ ΥΓΕΙΑΣ'],
  ['cafe\u0301', 'Café Noé'],
  ['CAFÉ NOÉ', 'Café Noé'],
  ['ipek', 'İpek Şahin'],
  ['İPEK ŞAHİN', 'İpek Şahin'],
])('%s finds %s', async (query, name) => {
  expect(await names(query)).toEqual([name]);
});

test.each(['健中', '心健', '健康 -社区', '健康 -"社区"'])(
  '%s finds nothing: the characters do not follow each other, or are excluded',
  async (query) => {
    expect(await names(query)).toEqual([]);
  },
);

test('the part that fits is marked, also where words are not parted', async () => {
  const [hit] = await search('体检');
  expect(hit?.excerpt).toContain('免费<mark>体检</mark>');
});

test('no types are no hits, as an empty list is everywhere', async () => {
  expect(await search('Café', [])).toEqual([]);
  expect(await search('Café', ['ORGANIZATION'])).toHaveLength(1);
  const { statements } = await hub.query('{ search(query: "Café", types: []) { name } }');
  expect(statements).toEqual([]);
});

test.each(['a\u0000b', '\ud800'])('a query of %j is refused', async (query) => {
  const { errors } = await hub.query('query ($query: String!) { search(query: $query) { name } }', { query });
  expect(errors?.[0]?.message).toMatch(/contains U\+0000 or an unpaired surrogate/);
});
