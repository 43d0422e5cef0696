import { domain } from '../../src/features';
import { capital, fieldName } from '../../src/platform/naming';
import { filterKind, type Model } from '../../src/platform/reading';
import type { WritableProperty, WriteModel } from '../../src/platform/writing';
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
  for (const [, one] of cases) await makeLinks(one);
  before = await snapshotOf(hub);

  const exported = await exportFrom(hub.database.url);
  expect(exported.leftOut).toEqual(['changes: a dataset has no place for them']);
  const database = await createTestDatabase();
  await withFolder(exported, (folder) => loadInto(database.url, folder));
  expect(await exportFrom(database.url)).toEqual(exported);
  other = await startTestHub({ database });
  after = await snapshotOf(other);
});
afterAll(async () => {
  await hub.close();
  await other?.close();
  await other?.database.drop();
});

test.each(domain.writes.records.map((record) => [record.model.type, record] as const))(
  '%s is exported with all that clients may write, and is the same in the hub that loads it',
  (_type, { model }) => {
    expect(before.get(model)?.length).toBeGreaterThan(HOSTILE.length);
    expect(after.get(model)).toEqual(before.get(model));
  },
);

test.each(cases)('%s is exported, and is the same in the hub that loads it', (_name, { link, ends }) => {
  const sides = ends.flatMap((each) => listsOf(link, each, ends)).filter(({ end }) => before.has(end.model));
  for (const { end, relation } of sides) {
    const shown = (records = new Map() as typeof before): unknown[] =>
      (records.get(end.model) ?? []).flatMap((record) => (record[relation.name] as { edges: unknown[] }).edges);
    expect(shown(before).length).toBeGreaterThan(0);
    expect(shown(after)).toEqual(shown(before));
  }
});

/** A record with all its values, each of them cited, and one for each text. */
async function makeRecords({ model, properties, options }: WriteModel): Promise<void> {
  const { key = 'slug' } = options.dataset ?? {};
  const first = await makeRecord(editor, model);
  const own = properties.filter(({ references }) => references?.() === model).map(({ property }) => [property, first]);
  const input = { ...(await samples(editor, properties, model)), ...Object.fromEntries(own) } as Values;
  const id = await create(model, input);
  const fields = properties.filter(({ property }) => property !== key).map((property) => shownAs(model, property));
  for (const field of [null, ...fields]) await cite(model, id, field);
  const values = properties.filter(({ references }) => !references);
  for (const text of HOSTILE) {
    const texts = values.map((property) => [property.property, hostile(property, text)] as const);
    await create(model, { ...input, ...Object.fromEntries(texts) });
  }
}

async function create({ type }: Model, input: Values): Promise<string> {
  const made = await succeed(`create${type}`, input, `record: ${fieldName(type)} { id }`);
  return (made['record'] as { id: string }).id;
}

/** A link without a citation, and a cited one, with texts of every kind among them. */
async function makeLinks(one: Case): Promise<void> {
  const { link, ends } = one;
  if (link.options.identifies) return identify(one);
  const field = fieldName(link.model.type);
  for (const text of HOSTILE.slice(0, 2)) {
    const input = await makeEnds(editor, one, (property) => hostile(property, text));
    const made = await succeed(link.options.verbs?.assign ?? '', input, `${field} { id }`);
    if (text === HOSTILE[0]) await cite(link.model, String((made[field] as { id: string }).id), null);
  }
  expect(ends.length).toBeGreaterThan(0);
}

/** A link that comes with its record. */
async function identify({ link, ends }: Case): Promise<void> {
  const model = ends.map((end) => domain.writes.recordOf(end.model)).find(Boolean)?.model as Model;
  const id = await makeRecord(editor, model);
  await succeed(`upsert${capital(model.options.plural)}`, { items: [{ id, identifier: ownValues(link) }] });
}

/** The text itself where the property takes it. */
function hostile(property: WritableProperty, text: string): unknown {
  const kind = filterKind(property);
  if (kind !== 'String' && kind !== 'StringList') return sample(property);
  const value = kind === 'String' ? text : [text, 'another'];
  return property.rule?.safeParse(value).success ? value : sample(property);
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
  return payload as unknown as Values;
}
