import { domain } from '../../src/features';
import { capital, fieldName } from '../../src/platform/naming';
import { filterKind, itemType, type Model } from '../../src/platform/reading';
import type { LinkModel, WritableProperty, WriteModel } from '../../src/platform/writing';
import type { LinkEnd } from '../../src/platform/writing/model/link-model';
import { exportFrom, withFolder } from '../dataset/exported';
import { makeCitation, makeSource } from '../support/factories';
import { createTestDatabase, loadInto } from '../support/database';
import { startTestHub, type TestHub } from '../support/hub';
import { signInEditor, type Editor } from '../writing/mutate';
import { cases, listsOf, makeEnds, ownValues, type Case } from './link-cases';
import { makeRecord, sample, samples, type Values } from './samples';
import { snapshotOf } from './snapshot';

/** Texts that a careless export would write so that they are read as something else. */
const HOSTILE = [
  'null',
  '~',
  'yes',
  'false',
  '211',
  '0x1F',
  '1e3',
  '2026-01-31',
  '- a list',
  '# a comment',
  'a: b',
  'a #b',
  'it\'s "quoted"',
  '{ is: x, cite: A1 }',
  '[A1]',
  '&anchor *alias',
  '!tag',
  '| block',
  '> folded',
  '%directive',
  '---',
  '@at `tick`',
  'back\\slash \\n',
  '👩🏽‍⚕️ emoji 🎉',
  'first line\n\n  indented line\n# third: line\n\ttabbed',
  `${'long words '.repeat(30)}end`,
];

let hub: TestHub;
let other: TestHub | undefined;
let editor: Editor;
let source: string;
let before: ReadonlyMap<Model, readonly Values[]>;
let after: ReadonlyMap<Model, readonly Values[]>;

/** Everything is exported and loaded once: tests look at what came of it. */
beforeAll(async () => {
  hub = await startTestHub();
  editor = await signInEditor(hub);
  source = await makeSource(hub.database.pool, { key: 'HOSTILE', title: '# A: "source"' });
  for (const record of domain.writes.records) await makeRecords(record);
  for (const [, one] of cases) await makeLink(one);
  before = await snapshotOf(hub);

  const exported = await exportFrom(hub.database.url);
  expect(exported.leftOut).toEqual(['changes: a dataset has no place for them']);
  const database = await createTestDatabase();
  await withFolder(exported, (folder) => loadInto(database.url, folder));
  expect(await exportFrom(database.url)).toEqual(exported);
  other = await startTestHub({ database });
  after = await snapshotOf(other);
  // It is the work of a whole file.
}, 120_000);
afterAll(async () => {
  await hub.close();
  await other?.close();
  await other?.database.drop();
});

test.each(domain.writes.records.map((record) => [record.model.type, record] as const))(
  '%s is exported with all that clients may write, and is the same in the hub that loads it',
  (_type, { model }) => {
    expect(before.get(model)?.length).toBeGreaterThan(2);
    expect(after.get(model)).toEqual(before.get(model));
  },
);

test('a text that looks like something else stays a text', () => {
  const values = [...after.values()].flat().flatMap((record) => Object.values(record).flat());
  expect(values).toEqual(expect.arrayContaining(HOSTILE));
});

test.each(cases)('%s is exported, and is the same in the hub that loads it', (_name, { link, ends }) => {
  const lists = ends.filter(({ model }) => before.has(model)).flatMap((end) => listsAt(link, end, ends));
  expect(lists.length).toBeGreaterThan(0);
  for (const { model, name } of lists) {
    expect(linksIn(before, model, name).length).toBeGreaterThan(0);
    expect(linksIn(after, model, name)).toEqual(linksIn(before, model, name));
  }
});

/** The lists at an end that show a link, with the records that it leads to or by itself. */
function listsAt(link: LinkModel, end: LinkEnd, ends: readonly LinkEnd[]): { model: Model; name: string }[] {
  const { model } = end;
  const linked = listsOf(link, end, ends).map(({ relation }) => relation.name);
  const own = [...model.relations.values()].filter(({ kind, target }) => kind === 'hasMany' && target === link.model);
  return [...linked, ...own.map(({ name }) => name)].map((name) => ({ model, name }));
}

function linksIn(records: typeof before, model: Model, name: string): unknown[] {
  type List = { readonly edges?: unknown[]; readonly nodes?: unknown[] };
  return (records.get(model) ?? []).flatMap((record) => {
    const { edges, nodes } = record[name] as List;
    return edges ?? nodes ?? [];
  });
}

/** A record with all its values, each of them cited, and one for each text. */
async function makeRecords({ model, properties, options }: WriteModel): Promise<void> {
  const { key = 'slug' } = options.dataset ?? {};
  const others = await samples(editor, properties, model);
  const { within } = options;
  const first = await makeRecord(editor, model, within === undefined ? {} : { [within]: others[within] });
  const own = properties.filter(({ references }) => references?.() === model).map(({ property }) => [property, first]);
  const input = { ...others, ...Object.fromEntries(own) } as Values;
  const id = await create(model, input);
  const fields = properties
    .filter(({ property }) => property !== key && property !== within)
    .map((property) => shownAs(model, property));
  for (const field of [null, ...fields]) await cite(model, id, field);
  for (const texts of withTexts(properties)) await create(model, { ...input, ...texts });
}

async function create({ type }: Model, input: Values): Promise<string> {
  const made = await succeed(`create${type}`, input, `record: ${fieldName(type)} { id }`);
  return (made['record'] as { id: string }).id;
}

/** A link in each way: cited in the first, and in the others not. */
async function makeLink(one: Case): Promise<void> {
  const { link } = one;
  if (link.options.identifies) return identify(one);
  const field = fieldName(link.model.type);
  const text = String(HOSTILE[0]);
  const input = await makeEnds(editor, one, (property) => hostile(property, text) ?? sample(property));
  const made = await succeed(link.options.verbs?.assign ?? '', input, `${field} { id }`);
  const [, first] = cases.find(([, each]) => each.link === link) ?? [];
  if (first === one) await cite(link.model, (made[field] as { id: string }).id, null);
}

/** A link that comes with its record. */
async function identify({ link, ends }: Case): Promise<void> {
  const model = ends.map((end) => domain.writes.recordOf(end.model)).find(Boolean)?.model as Model;
  const id = await makeRecord(editor, model);
  await succeed(`upsert${capital(model.options.plural)}`, { items: [{ id, identifier: ownValues(link) }] });
}

/** Values for as many records as it takes to have each text in one of their properties. */
function withTexts(properties: readonly WritableProperty[]): Values[] {
  const records: Values[] = [];
  for (let left = HOSTILE, count = 0; left.length > 0 && left.length !== count;) {
    count = left.length;
    const values: [string, unknown][] = [];
    for (const property of properties.filter(({ references }) => !references)) {
      const text = left.find((each) => hostile(property, each) !== undefined);
      left = left.filter((each) => each !== text);
      values.push([property.property, text === undefined ? sample(property) : hostile(property, text)]);
    }
    records.push(Object.fromEntries(values));
  }
  return records;
}

/** The text as a value, where the property takes it. */
function hostile(property: WritableProperty, text: string): unknown {
  const kind = filterKind(property);
  if (kind !== 'String' && kind !== 'StringList') return undefined;
  // The words of an enum are not texts.
  if (filterKind({ ...property, type: () => itemType(property) }) !== 'String') return undefined;
  const value = kind === 'String' ? text : [text, 'another'];
  return property.rule?.safeParse(value).success ? value : undefined;
}

/** What the field that shows a property is called: a reference has the name of its record. */
function shownAs({ relations }: Model, { property }: WritableProperty): string {
  const relation = [...relations.values()].find((each) => each.kind === 'belongsTo' && each.by === property);
  return relation?.name ?? property;
}

async function cite(model: Model, id: string, field: string | null): Promise<void> {
  if (model.options.cited === false) return;
  const values = { source_id: source, field, line_from: 3, line_to: 7, assertion: 'INFERRED' };
  await makeCitation(hub.database.pool, model.table, id, values);
}

async function succeed(mutation: string, input: object, selection?: string): Promise<Values> {
  const payload = await editor.do<Values>(mutation, input, selection);
  expect([mutation, payload.errors]).toEqual([mutation, []]);
  return payload;
}
