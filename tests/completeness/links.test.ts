import { domain } from '../../src/features';
import { capital, fieldName } from '../../src/platform/naming';
import type { Model } from '../../src/platform/reading';
import { listName } from '../../src/platform/reading/schema/root-fields';
import type { LinkModel, WritableProperty, WriteModel } from '../../src/platform/writing';
import type { LinkEnd } from '../../src/platform/writing/model/link-model';
import { makeCitation } from '../support/factories';
import { followUpdates } from '../support/updates';
import { moment, number } from '../support/writer';
import { editor, hub } from '../writing/edited-hub';
import { cases, listsOf, makeEnds, ownValues, type Side } from './link-cases';
import { makeRecord, makeTwin, sample, type Values } from './samples';

const roots = new Set(domain.features.flatMap(({ roots: own }) => own?.() ?? []).map(({ name }) => name));

test('there are links', () => {
  expect(cases.map(([name]) => name)).toContain('OrganizationRole of organizationId and programId');
});

describe.each(cases.filter(([, { link }]) => link.options.verbs))('%s', (_name, { link, ends }) => {
  const { assign, remove } = link.options.verbs ?? { assign: '', remove: '' };
  const sides = ends.flatMap((end) => listsOf(link, end, ends));

  test('is listed from both sides with its data, as long as it is there', async () => {
    const input = await makeEnds(editor, { link, ends });
    await succeed(assign, input);
    for (const side of sides) expect(await edges(side, input)).toEqual([expect.objectContaining(edgeOf(side, input))]);
    await succeed(remove, identityOf(link, input));
    for (const side of sides) expect(await edges(side, input)).toEqual([]);
  });

  if (roots.has(listName(link.model)))
    test('is in the list of all such links, found by each record and each value that it has', async () => {
      const input = await makeEnds(editor, { link, ends });
      await succeed(assign, input);
      const expected = Object.fromEntries(link.data.map(({ property }) => [property, input[property]]));
      for (const where of conditionsOf(link, ends, input))
        expect([where, await listed(link, where)]).toEqual([where, [expect.objectContaining(expected)]]);
      await succeed(remove, identityOf(link, input));
      for (const where of conditionsOf(link, ends, input))
        expect([where, await listed(link, where)]).toEqual([where, []]);
    });

  test('stands in the history of each record that owns it, from its beginning to its end', async () => {
    const input = await makeEnds(editor, { link, ends });
    await succeed(assign, input);
    await succeed(remove, identityOf(link, input));
    const owners = ends.filter(({ field }) => field !== undefined);
    expect(owners.length).toBeGreaterThan(0);
    for (const { field, property } of owners) {
      const [began, ended] = (await historyOf(input[property])).slice(-2).map(({ changes }) => changes);
      expect(began).toEqual([{ field, before: null, after: expect.objectContaining(dataOf(link, input)) as unknown }]);
      expect(ended).toEqual([{ field, before: began?.[0]?.after, after: null }]);
    }
  });

  test('stands in the histories of the records at both its ends, and in the timeline for each record that gets a new version by it', async () => {
    const input = await makeEnds(editor, { link, ends });
    await succeed(assign, input);
    if (link.data.length > 0)
      await succeed(assign, { ...input, ...ownValues(link, another), ...identityOf(link, input) });
    await succeed(remove, identityOf(link, input));
    const [assigned, removed] = link.options.kinds;
    const kinds = [assigned, ...(link.data.length > 0 ? [assigned] : []), removed];
    const ids = ends.map(({ property }) => input[property]);
    for (const id of ids) expect(kindsOf(await historyOf(id), kinds)).toEqual(kinds);
    const owners = ends.filter(({ field }) => field !== undefined);
    expect(kindsOf(await timelineOf(ids), kinds)).toEqual(kinds.flatMap((kind) => owners.map(() => kind)));
  });

  for (const end of mergeable(ends))
    test(`stands there too where ${end.property} is merged`, async () => {
      const input = await makeEnds(editor, { link, ends });
      const intoId = await makeTwin(editor, end.model, input[end.property]);
      await succeed(assign, input);
      await succeed(`merge${capital(listName(end.model))}`, { id: input[end.property], intoId });
      const [assigned, removed] = link.options.kinds;
      const [others] = ends.filter((one) => one !== end).map(({ property }) => input[property]);
      const kinds = [assigned, removed];
      expect(kindsOf(await historyOf(input[end.property]), kinds)).toEqual([assigned, removed]);
      expect(kindsOf(await historyOf(intoId), kinds)).toEqual([assigned]);
      expect(kindsOf(await historyOf(others), kinds).sort()).toEqual([assigned, assigned, removed].sort());
    });

  test('is cited for', async () => {
    const input = await makeEnds(editor, { link, ends });
    const field = fieldName(link.model.type);
    const made = await succeed<Record<string, { id: string }>>(assign, input, `${field} { id }`);
    const id = String(made[field]?.id);
    const citation = await makeCitation(hub.database.pool, link.model.table, id);
    const document = `query ($id: ID!) { citations(where: { recordId: { eq: $id } }) { nodes { id record { __typename id } } } }`;
    const { data } = await hub.query<{ citations: { nodes: unknown[] } }, object>(document, { id }, editor.headers);
    expect(data.citations.nodes).toEqual([{ id: citation, record: { __typename: link.model.type, id } }]);
  });

  const programEnds = ends.filter(({ model, field }) => model.type === 'Program' && field !== undefined);

  for (const { field = '', property } of programEnds) {
    test(`makes its program enter and leave a filter on ${field}`, async () => {
      const input = await makeEnds(editor, { link, ends });
      const [other] = ends.filter((end) => end.property !== property);
      const where = {
        id: { eq: input[property] },
        [field]: { some: { id: { eq: input[String(other?.property)] } } },
      };
      await succeed(assign, input);
      await succeed(remove, identityOf(link, input));
      await number(hub.database.pool);
      const { items } = await followUpdates(hub, where, editor.headers);
      expect(items.map(({ kind }) => kind)).toEqual(['ENTERED', 'LEFT']);
    });
  }

  for (const { field = '', property } of programEnds) {
    test(`is a difference between two moments of its program, each link by itself, under ${field}`, async () => {
      const input = await makeEnds(editor, { link, ends });
      const other = { ...(await makeEnds(editor, { link, ends })), [property]: input[property] };
      const from = await moment(hub.database.pool);
      await succeed(assign, input);
      await succeed(assign, other);
      const document = `query ($id: ID!, $from: DateTime!) { program(id: $id) { diff(from: $from) { field before } } }`;
      const variables = { id: input[property], from };
      const { data } = await hub.query<{ program: { diff: unknown[] } }, object>(document, variables, editor.headers);
      expect(data.program.diff).toEqual([
        { field, before: null },
        { field, before: null },
      ]);
    });
  }

  for (const end of mergeable(ends))
    test(`moves to the record that ${end.property} is merged into`, async () => {
      const input = await makeEnds(editor, { link, ends });
      const intoId = await makeTwin(editor, end.model, input[end.property]);
      await succeed(assign, input);
      await succeed(`merge${capital(listName(end.model))}`, { id: input[end.property], intoId });
      const moved = { ...input, [end.property]: intoId };
      for (const side of sides)
        expect(await edges(side, moved)).toEqual([expect.objectContaining(edgeOf(side, moved))]);
    });
});

describe.each(cases.filter(([, { link }]) => link.options.identifies))('%s', (_name, { link, ends }) => {
  const record = ends.map(({ model }) => domain.writes.recordOf(model)).find(Boolean) as WriteModel;
  const [owner] = ends.filter(({ model }) => model === record.model) as [LinkEnd];
  const upsert = `upsert${capital(listName(record.model))}`;

  test('finds the record that it was given to, whose history has it', async () => {
    const id = await makeRecord(editor, record.model);
    const identifier = ownValues(link);
    await succeed(upsert, { items: [{ id, identifier }] });
    const last = (await historyOf(id)).at(-1);
    expect(last).toMatchObject({ kind: 'IDENTIFIED', changes: [{ field: owner.field, after: identifier }] });
    const { records } = await succeed<{ records: { id: string }[] }>(
      upsert,
      { items: [{ identifier }] },
      `records: ${listName(record.model)} { id }`,
    );
    expect(records).toEqual([{ id }]);
  });
});

function edgeOf({ end, relation }: Side, input: Values): Values {
  const to = relation.mirrored && relation.to === end.property ? relation.from : relation.to;
  const data = Object.fromEntries(relation.edge.map((property) => [property, input[property]])) as Values;
  return { ...data, node: { id: input[to] } };
}

async function edges({ end, relation }: Side, input: Values): Promise<unknown[]> {
  const plural = listName(end.model);
  const selection = `${relation.name} { edges { ${relation.edge.join(' ')} node { id } } }`;
  const document = `query ($id: ID!) { records: ${plural}(where: { id: { eq: $id } }) { nodes { ${selection} } } }`;
  type Data = { records: { nodes: Record<string, { edges: unknown[] }>[] } };
  const { data, errors } = await hub.query<Data, object>(document, { id: input[end.property] }, editor.headers);
  expect(errors).toBeUndefined();
  return data.records.nodes[0]?.[relation.name]?.edges ?? [];
}

/** For each record at its ends, and for each of its values beside one of them, a filter that finds the link. */
function conditionsOf(link: LinkModel, ends: readonly LinkEnd[], input: Values): object[] {
  const byEnd = ends.flatMap(({ property }) => {
    const way = [...link.model.relations.values()].find((one) => one.kind === 'belongsTo' && one.by === property);
    return [{ [property]: { eq: input[property] } }, ...(way ? [{ [way.name]: { id: { eq: input[property] } } }] : [])];
  });
  const own = link.properties.filter(({ references }) => !references);
  return [...byEnd, ...own.map(({ property }) => ({ ...byEnd[0], [property]: { eq: input[property] } }))];
}

async function listed(link: LinkModel, where: object): Promise<unknown[]> {
  const { type } = link.model;
  const fields = ['id', ...link.data.map(({ property }) => property)].join(' ');
  const document = `query ($where: ${type}Where!) { links: ${listName(link.model)}(where: $where) { nodes { ${fields} } } }`;
  type Data = { links: { nodes: unknown[] } };
  const { data, errors } = await hub.query<Data, object>(document, { where }, editor.headers);
  expect(errors).toBeUndefined();
  return data.links.nodes;
}

function identityOf(link: LinkModel, input: Values): Values {
  return Object.fromEntries(link.identity.filter((name) => name in input).map((name) => [name, input[name]]));
}

function dataOf(link: LinkModel, input: Values): Values {
  return Object.fromEntries(link.data.map(({ property }) => [property, input[property]]));
}

function mergeable(ends: readonly LinkEnd[]): LinkEnd[] {
  const names = domain.features.flatMap(({ mutations }) => mutations?.(domain) ?? []).map(({ name }) => name);
  const merged = (model: Model): boolean => names.includes(`merge${capital(listName(model))}`);
  return ends.filter(({ model }) => merged(model));
}

async function succeed<Fields = object>(mutation: string, input: object, selection?: string): Promise<Fields> {
  const payload = await editor.do<Fields>(mutation, input, selection);
  expect([mutation, payload.errors]).toEqual([mutation, []]);
  return payload;
}

function kindsOf(history: readonly Change[], kinds: readonly string[]): string[] {
  return history.map(({ kind }) => kind).filter((kind) => kinds.includes(kind));
}

/** Another value than the sample, where the type has one. */
function another(property: WritableProperty): unknown {
  const value = sample(property);
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' && !/^\d/.test(value) ? `${value}, changed` : value;
}

interface Change {
  readonly kind: string;
  readonly changes: readonly { field: string; before: unknown; after: unknown }[];
}

/** The part of the timeline that is about changes of these records. */
async function timelineOf(ids: readonly unknown[]): Promise<Change[]> {
  const document = `query ($ids: [ID!]!) { changes(where: { recordId: { in: $ids } }) { nodes { kind changes { field before after } } } }`;
  const { data, errors } = await hub.query<{ changes: { nodes: Change[] } }, object>(document, { ids }, editor.headers);
  expect(errors).toBeUndefined();
  return data.changes.nodes;
}

async function historyOf(id: unknown): Promise<Change[]> {
  const document = `query ($id: ID!) { changes(of: $id) { nodes { kind changes { field before after } } } }`;
  const { data, errors } = await hub.query<{ changes: { nodes: Change[] } }, object>(document, { id }, editor.headers);
  expect(errors).toBeUndefined();
  return data.changes.nodes;
}
