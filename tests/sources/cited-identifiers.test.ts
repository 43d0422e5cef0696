import { CITED, editor, hub, read, shown, write, type SeenRecord } from './cited-hub';
import { changesOf, countChanges, type Fault } from '../writing/mutate';

let made = 0;

/** An identifier that no record has. */
function identifier(more: object = {}): { readonly scheme: string; readonly value: string } {
  return { scheme: 'NCT', value: `Cited ${(made += 1)}`, ...more };
}

function cite(lineFrom: number, more: object = {}): object {
  return { sourceKey: 'A', lineFrom, ...more };
}

interface Upserted {
  readonly programs: readonly ({ readonly id: string; readonly version: number } | null)[];
  readonly outcomes: readonly string[];
  readonly errors: readonly Fault[];
}

function upsert(...items: readonly object[]): Promise<Upserted> {
  return editor.do<Upserted>('upsertPrograms', { items }, 'outcomes programs { id version }');
}

async function upserted(
  item: object,
): Promise<{ readonly id: string; readonly version: number; readonly outcome: string }> {
  const { programs, outcomes, errors } = await upsert(item);
  expect(errors).toEqual([]);
  const [program] = programs;
  return { id: String(program?.id), version: Number(program?.version), outcome: String(outcomes[0]) };
}

async function identifiersOf(id: string): Promise<readonly SeenRecord[]> {
  const { identifiers } = (await read(`program(id: "${id}")`, `identifiers { nodes { ${CITED} } }`)) as unknown as {
    identifiers: { nodes: SeenRecord[] };
  };
  return identifiers.nodes;
}

function newProgram(more: object): object {
  return { name: `Identified ${(made += 1)}`, kind: 'STUDY', ...more };
}

async function faultsOf(...items: readonly object[]): Promise<string[]> {
  return (await upsert(...items)).errors.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
}

test('an identifier is cited where it is written, as a whole and for its values', async () => {
  const citations = [cite(3), cite(4, { field: 'value' })];
  const { id } = await upserted(newProgram({ identifier: identifier({ citations }), citations: [cite(5)] }));
  const [own] = await identifiersOf(id);
  expect([own?.citations.nodes.map(shown), own?.uncited]).toEqual([['A3', 'A4'], []]);
});

test('a source of the whole item is one of its identifier too, unless that has its own', async () => {
  const both = [cite(7), cite(8, { field: 'name' })];
  const { id } = await upserted(newProgram({ identifier: identifier(), citations: both }));
  expect((await identifiersOf(id)).map(({ citations }) => citations.nodes.map(shown))).toEqual([['A7']]);
  const uncited = await upserted(newProgram({ identifier: identifier() }));
  expect((await identifiersOf(uncited.id))[0]?.uncited).toEqual(['program', 'scheme', 'value']);
});

test('a new identifier of a stored record and its citations are in one change', async () => {
  const program = await upserted(newProgram({}));
  const own = identifier();
  const later = await upserted({ id: program.id, identifier: { ...own, citations: [cite(9)] } });
  expect([later.outcome, later.version]).toEqual(['UPDATED', program.version + 1]);
  const [link] = await identifiersOf(program.id);
  const change = (await changesOf(hub, program.id)).at(-1);
  expect(change?.kind).toBe('IDENTIFIED');
  expect(change?.changes).toMatchObject([
    { field: 'identifiers', before: null, after: own },
    { field: 'citations', before: null, after: { recordType: 'identifier', recordId: link?.id, lineFrom: 9 } },
  ]);
});

test('an identifier that is there already gets citations, once', async () => {
  const own = identifier();
  const program = await upserted(newProgram({ identifier: own }));
  const cited = { ...own, citations: [cite(11)] };
  const later = await upserted({ identifier: cited });
  expect([later.id, later.outcome, later.version]).toEqual([program.id, 'UPDATED', program.version + 1]);
  const [link] = await identifiersOf(program.id);
  expect([link?.citations.nodes.map(shown), link?.uncited]).toEqual([['A11'], []]);
  expect((await changesOf(hub, program.id)).at(-1)).toMatchObject({ kind: 'CITED', changes: [{ field: 'citations' }] });
  const before = await countChanges(hub);
  expect((await upserted({ identifier: cited })).outcome).toBe('UNCHANGED');
  expect((await upserted({ identifier: own, citations: [cite(11)] })).outcome).toBe('UPDATED');
  expect(await countChanges(hub)).toBe(before + 1);
});

test('faults of the citations of an identifier have its path', async () => {
  const faults = await faultsOf(
    newProgram({ identifier: identifier({ citations: [cite(1), cite(2, { sourceKey: 'NONE' })] }) }),
    newProgram({ identifier: identifier({ citations: [cite(0, { field: 'name' })] }) }),
    newProgram({ identifier: identifier({ citations: [cite(1), cite(1)] }) }),
  );
  expect(faults).toEqual([
    'NOT_FOUND items.0.identifier.citations.1.sourceKey: There is no source with the key "NONE"; create it with createSource, or give another key.',
    'INVALID items.1.identifier.citations.0.lineFrom: lineFrom is not a line; lines are numbered from 1.',
    'INVALID items.1.identifier.citations.0.field: "name" is not a field that a source can be cited for; give one of scheme, value, or leave it out to cite the whole.',
    'INVALID items.2.identifier.citations.1: The same lines are cited twice for the same field; keep one of the two.',
  ]);
});

test('citeRecord and retractCitation work on an identifier, and a merge takes it along with its citations', async () => {
  const loser = await upserted(newProgram({ identifier: identifier({ citations: [cite(13)] }) }));
  const winner = await upserted(newProgram({}));
  const [link] = await identifiersOf(loser.id);
  const recordField = `... on Identifier { ${CITED} }`;
  const cited = await write('citeRecord', { id: link?.id, ...cite(14) }, 'record', recordField);
  expect(cited.citations.nodes.map(shown)).toEqual(['A13', 'A14']);
  const [mistake] = cited.citations.nodes;
  await write('retractCitation', { id: mistake?.id }, 'record', 'id');
  await write('mergePrograms', { id: loser.id, intoId: winner.id }, 'program', 'id');
  expect((await identifiersOf(winner.id)).map(({ citations }) => citations.nodes.map(shown))).toEqual([['A14']]);
});

test('cited identifiers take as many statements for three hundred programs as for three', async () => {
  const items = (count: number, prefix: string, lineFrom: number): object[] =>
    Array.from({ length: count }, (_none, at) => ({
      slug: `${prefix}-${at}`,
      name: `${prefix} ${at}`,
      kind: 'STUDY',
      identifier: { scheme: prefix, value: String(at), citations: [cite(lineFrom)] },
    }));
  const statements = async (count: number, prefix: string, lineFrom: number): Promise<number> => {
    const input = { items: items(count, prefix, lineFrom) };
    const { payload, statements: sent } = await editor.send('upsertPrograms', input, 'outcomes');
    expect(payload?.errors).toEqual([]);
    return sent.length;
  };
  expect(await statements(300, 'many', 1)).toBe(await statements(3, 'few', 1));
  expect(await statements(300, 'many', 2)).toBe(await statements(3, 'few', 2));
});
