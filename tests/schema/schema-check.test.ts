import { elementFaults, snapshotFaults } from '../../scripts/check/schema/check-schema';
import type { Base } from '../../scripts/check/schema/committed';
import { readSchema } from '../../scripts/check/schema/read-schema';

const FILE = 'schema/hub.graphql';

const SDL = `
"""Reads records and the change log."""
type Query {
  """A program."""
  program("""Its id.""" id: ID!): Program
  """Programs, found otherwise."""
  find("""How.""" by: Finder, """In which state.""" state: State): Program
}

"""A program."""
type Program @key(fields: "id") {
  """Its id."""
  id: ID!
  """Its name."""
  name: String!
  """Its old name."""
  title: String @deprecated(reason: "Use \`name\`; removed after 2026-01-01.")
  """Who pays for it."""
  payer: Payer @deprecated(reason: "Use nothing; removed after 2026-01-01.")
}

"""Who pays."""
type Payer {
  """The name."""
  name: String
}

"""Stands on its own."""
type Island {
  """The name."""
  name: String
}

"""How to find one."""
input Finder {
  """By name."""
  name: String
  """By title."""
  title: String @deprecated(reason: "Use \`name\`; removed after 2026-01-01.")
}

"""A state."""
enum State {
  """It runs."""
  ACTIVE
  """It ran."""
  ENDED
}
`;

async function faults(printed: string, { base = SDL, snapshot = printed }: { base?: string; snapshot?: string } = {}) {
  const compared: Base = { sdl: base, commit: 'the last commit' };
  const found = await snapshotFaults({ file: FILE, printed, snapshot, base: compared });
  return [...found, ...elementFaults(readSchema(printed))];
}

/** The schema with a text replaced, which must be there. */
function changed(from: string | RegExp, to = ''): string {
  const text = SDL.replace(from, to);
  expect(text).not.toBe(SDL);
  return text;
}

describe('the schema check', () => {
  it('lets a schema pass that did not change', async () => {
    expect(await faults(SDL)).toEqual([]);
  });

  it('refuses a snapshot that differs from what the code prints', async () => {
    const [fault] = await faults(SDL, { snapshot: changed('"""Its name."""', '"""The name."""') });
    expect(fault).toMatch(/schema\/hub\.graphql differs from what the code prints.*npm run fix/);
    expect(fault).toContain('"""The name."""');
  });

  it('asks for a snapshot where there is none', async () => {
    const base: Base = { missing: 'no earlier commit has the schema' };
    const found = await snapshotFaults({ file: FILE, printed: SDL, snapshot: undefined, base });
    expect(found).toEqual(['schema/hub.graphql is missing. Run: npm run fix']);
  });

  it.each([
    ['type', '"""A program."""\ntype', 'type', 'Program'],
    ['field', '"""Its name."""', '', 'Program.name'],
    ['argument', '"""Its id.""" id: ID!)', 'id: ID!)', 'Query.program(id:)'],
    ['input type', '"""How to find one."""', '', 'Finder'],
    ['input field', '"""By name."""', '', 'Finder.name'],
    ['enum', '"""A state."""', '', 'State'],
    ['enum value', '"""It ran."""', '', 'State.ENDED'],
  ])('refuses a %s without a description', async (_kind, from, to, coordinate) => {
    expect(await faults(changed(from, to))).toEqual([`Without a description:\n  ${coordinate}`]);
  });

  it('refuses a deprecation that names no date', async () => {
    const vague = changed(/removed after 2026-01-01/, 'removed some day');
    expect(await faults(vague)).toEqual([expect.stringContaining('Program.title: "Use `name`; removed some day."')]);
  });

  describe('refuses a breaking change:', () => {
    it.each([
      ['a field is removed', /"""Its name."""\s+name: String!/, ''],
      ['a type is removed that stood on its own', /"""Stands on its own."""[^}]+\}/, ''],
      ['a field becomes nullable', 'name: String!', 'name: String'],
      ['an argument becomes required', 'by: Finder,', 'by: Finder!,'],
      ['an argument is removed', 'by: Finder, """In which state."""', ''],
      ['an input field is removed', /"""By name."""\s+name: String/, ''],
      ['an enum value is removed', /"""It ran."""\s+ENDED/, ''],
      ['an entity loses its key', '@key(fields: "id")', ''],
    ])('%s', async (_what, from, to) => {
      const found = await faults(changed(from, to));
      expect(found).toEqual([expect.stringMatching(/^Breaks clients of the last commit; .*@deprecated first:\n/)]);
    });
  });

  describe('lets go what was announced:', () => {
    it.each([
      ['a field', /"""Its old name."""[^\n]*\n[^\n]*\n/],
      ['an input field', /"""By title."""[^\n]*\n[^\n]*\n/],
      ['a field with the type that only it led to', /"""Who pays for it."""[\s\S]*?(?="""Stands on its own)/],
    ])('%s', async (_what, removed) => {
      const to = String(removed).includes('pays') ? '}\n' : '';
      expect(await faults(changed(removed, to))).toEqual([]);
    });
  });

  it('lets everything be added', async () => {
    expect(await faults(changed('name: String!', 'name: String!\n  """New."""\n  status: State'))).toEqual([]);
  });
});
