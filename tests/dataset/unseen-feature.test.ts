/** @isolated Its feature adds to the models of the hub. */
import { Day } from '../../src/platform/scalars';
import { ID, Int } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import { domain } from '../../src/features';
import { organizations } from '../../src/organizations';
import { Domain, type Feature } from '../../src/platform/domain';
import { belongsTo, describedEnum, linked, Model, Readable } from '../../src/platform/reading';
import { HubRecord, NamedRecord } from '../../src/platform/record';
import { LinkModel, Reference, rules, Writable, WriteModel } from '../../src/platform/writing';
import { programs } from '../../src/programs';
import { readDataset } from '../../src/sources/dataset/dataset.checker';
import { DatasetFaults } from '../../src/sources/dataset/dataset.faults';
import { datasetShape } from '../../src/sources/dataset/dataset.shape';
import { createTestDatabase, loadInto, type TestDatabase } from '../support/database';
import { exportFrom, withFolder } from './exported';
import { removeDatasets, SMALL, writeDataset } from './folders';

const HostRole = describedEnum('HostRole', 'What an organization does for an event.', {
  HOST: 'It takes place there.',
  SPEAKER: 'It sends a speaker.',
});

@Entity('event')
@Index('event_slug_key', ['slug'], { unique: true })
class Event extends NamedRecord {
  @Column('uuid')
  @Readable(() => ID, { description: 'The id of the program that holds it.' })
  @Reference(() => programs)
  programId!: string;

  @Column('date', { nullable: true })
  @Readable(() => Day, { nullable: true, description: 'The day.' })
  @Writable(rules.day)
  startsOn!: string | null;

  @Column('integer', { nullable: true })
  @Readable(() => Int, { nullable: true, description: 'The year in which such an event was first held.' })
  @Writable(rules.year)
  firstYear!: number | null;
}

@Entity('event_host')
@Index('event_host_key', ['eventId', 'organizationId', 'role'], { unique: true })
class EventHost extends HubRecord {
  @Column('uuid')
  @Readable(() => ID, { description: 'The id of the event.' })
  @Reference(() => events)
  eventId!: string;

  @Column('uuid')
  @Readable(() => ID, { description: 'The id of the organization.' })
  @Reference(() => organizations)
  organizationId!: string;

  @Column('text')
  @Readable(() => HostRole, { description: 'What it does.' })
  @Writable(rules.any)
  role!: keyof typeof HostRole;

  @Column('text', { nullable: true })
  @Readable(() => String, { nullable: true, description: 'Further remarks.' })
  @Writable(rules.prose)
  note!: string | null;
}

@Entity('program_succession')
@Index('program_succession_key', ['programId', 'successorId'], { unique: true })
class ProgramSuccession extends HubRecord {
  @Column('uuid')
  @Readable(() => ID, { description: 'The id of the earlier program.' })
  @Reference(() => programs)
  programId!: string;

  @Column('uuid')
  @Readable(() => ID, { description: 'The id of the program that followed it.' })
  @Reference(() => programs)
  successorId!: string;

  @Column('date', { nullable: true })
  @Readable(() => Day, { nullable: true, description: 'The first day of the later program.' })
  @Writable(rules.day)
  startedOn!: string | null;
}

const events = new Model(Event, { type: 'Event', noun: 'an event', plural: 'events', defaultOrder: ['name'] });
const eventHosts = new Model(EventHost, {
  type: 'EventHost',
  noun: 'an event host',
  plural: 'event hosts',
  defaultOrder: ['role'],
});
const successions = new Model(ProgramSuccession, {
  type: 'ProgramSuccession',
  noun: 'a succession',
  plural: 'successions',
  defaultOrder: [],
});

const eventsFeature: Feature = {
  name: 'events',
  // The link comes first here, because the order of loading must follow from the references.
  models: [eventHosts, events, successions],
  relations: [
    belongsTo({
      on: events,
      name: 'program',
      target: programs,
      by: 'programId',
      nullable: true,
      description: 'Its program.',
    }),
    linked({
      on: events,
      name: 'hosts',
      target: organizations,
      link: eventHosts,
      from: 'eventId',
      to: 'organizationId',
      edge: ['role', 'note'],
      description: 'The organizations that help.',
    }),
    ...(['successors', 'predecessors'] as const).map((name, index) =>
      linked({
        on: programs,
        name,
        target: programs,
        link: successions,
        from: index === 0 ? 'programId' : 'successorId',
        to: index === 0 ? 'successorId' : 'programId',
        edge: ['startedOn'],
        description: 'The programs that came after it, or before it.',
      }),
    ),
  ],
  records: [new WriteModel(events, { unique: [{ properties: ['slug'] }], naturalKey: ['slug'] })],
  links: [
    new LinkModel(eventHosts, {
      kinds: ['RELATED', 'UNRELATED'],
      ends: [
        { property: 'eventId', model: events, field: 'hosts' },
        { property: 'organizationId', model: organizations },
      ],
      key: ['role'],
    }),
    new LinkModel(successions, {
      kinds: ['RELATED', 'UNRELATED'],
      ends: [
        { property: 'programId', model: programs, field: 'successors' },
        { property: 'successorId', model: programs, field: 'predecessors' },
      ],
      key: [],
    }),
  ],
  resolvers: () => [],
};

const TABLES = `
  CREATE TABLE event (id uuid PRIMARY KEY, version integer NOT NULL DEFAULT 1, created_at timestamptz(3) NOT NULL DEFAULT now(),
    updated_at timestamptz(3) NOT NULL DEFAULT now(), archived_at timestamptz(3), assured_at timestamptz(3), assured_by text,
    slug text NOT NULL UNIQUE, name text NOT NULL, program_id uuid NOT NULL REFERENCES program, starts_on date, first_year integer);
  CREATE TABLE event_host (id uuid PRIMARY KEY, version integer NOT NULL DEFAULT 1, created_at timestamptz(3) NOT NULL DEFAULT now(),
    updated_at timestamptz(3) NOT NULL DEFAULT now(), archived_at timestamptz(3), assured_at timestamptz(3), assured_by text,
    event_id uuid NOT NULL REFERENCES event, organization_id uuid NOT NULL REFERENCES organization, role text NOT NULL, note text,
    UNIQUE (event_id, organization_id, role));
  CREATE TABLE program_succession (id uuid PRIMARY KEY, version integer NOT NULL DEFAULT 1, created_at timestamptz(3) NOT NULL DEFAULT now(),
    updated_at timestamptz(3) NOT NULL DEFAULT now(), archived_at timestamptz(3), assured_at timestamptz(3), assured_by text,
    program_id uuid NOT NULL REFERENCES program, successor_id uuid NOT NULL REFERENCES program, started_on date,
    UNIQUE (program_id, successor_id));`;

const EVENTS = `events:
  - slug: open-day
    name: Open Day
    program: { is: clinics, cite: A14 }
    startsOn: { is: 2026-05-01, cite: A15 INFERRED }
    firstYear: 1999
    cite: A13
    hosts:
      - { organization: hospital, role: HOST, note: In the main hall., cite: A16 }
`;

describe('a record type and links that only their feature declares', () => {
  let database: TestDatabase;
  const wider = new Domain([...domain.features, eventsFeature]);

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.pool.query(TABLES);
  });

  afterAll(async () => {
    await database.drop();
    await removeDatasets();
  });

  async function load(files: Record<string, string>) {
    return loadInto(database.url, await writeDataset(files), wider);
  }

  async function faultsOf(content: string, more = {}): Promise<string[]> {
    const folder = await writeDataset({ ...more, 'events.yaml': content });
    const error: unknown = await readDataset(datasetShape(wider), folder).catch((fault: unknown) => fault);
    return error instanceof DatasetFaults ? error.faults.map(({ line, message }) => `${line}: ${message}`) : [];
  }

  it('are loaded with their citations, and only once', async () => {
    const report = await load({ 'events.yaml': EVENTS });
    expect([report.event, report.event_host]).toEqual([
      { inserted: 1, present: 0 },
      { inserted: 1, present: 0 },
    ]);
    const { rows } = await database.pool.query(`
      SELECT event.name, starts_on::text, first_year, program.slug AS program, organization.slug AS host, role, note FROM event
      JOIN program ON program.id = program_id JOIN event_host ON event_id = event.id JOIN organization ON organization.id = organization_id`);
    expect(rows).toEqual([
      {
        name: 'Open Day',
        starts_on: '2026-05-01',
        first_year: 1999,
        program: 'clinics',
        host: 'hospital',
        role: 'HOST',
        note: 'In the main hall.',
      },
    ]);
    const cites = await database.pool.query(
      `SELECT record_type, field, line_from FROM citation WHERE record_type LIKE 'event%' ORDER BY line_from`,
    );
    expect(cites.rows).toEqual([
      { record_type: 'event', field: null, line_from: 13 },
      { record_type: 'event', field: 'program', line_from: 14 },
      { record_type: 'event', field: 'startsOn', line_from: 15 },
      { record_type: 'event_host', field: null, line_from: 16 },
    ]);
    expect((await load({ 'events.yaml': EVENTS })).event).toEqual({ inserted: 0, present: 1 });
  });

  it('are in the change log: the new record as created, a later link as a change of the record', async () => {
    const host = '\n      - { organization: center, role: SPEAKER, cite: A17 }\n';
    await load({ 'events.yaml': EVENTS });
    await load({ 'events.yaml': EVENTS.trimEnd() + host });
    const { rows } = await database.pool.query(
      `SELECT kind, version, actor, changes -> 0 -> 'after' ->> 'role' AS role FROM change WHERE record_type = 'event' ORDER BY version`,
    );
    expect(rows).toEqual([
      { kind: 'CREATED', version: 1, actor: 'seed', role: null },
      { kind: 'RELATED', version: 2, actor: 'seed', role: 'SPEAKER' },
    ]);
  });

  it('may be listed at either end of a link, if both ends have a list', async () => {
    await load({});
    const successors = '    successors: [{ program: training, startedOn: 2020-01-01, cite: A18 }]\n';
    await load({ 'programs.yaml': withProgram('clinics', successors) });
    const predecessors = '    predecessors: [{ program: clinics, startedOn: 2020-01-01, cite: A18 }]\n';
    const report = await load({ 'programs.yaml': withProgram('training', predecessors) });
    expect(report.program_succession).toEqual({ inserted: 0, present: 1 });
    const { rows } = await database.pool.query(`
      SELECT slug, change.kind, changes -> 0 ->> 'field' AS field, changes -> 0 -> 'after' ->> 'startedOn' AS started
      FROM change JOIN program ON program.id = record_id WHERE change.version > 1 ORDER BY slug`);
    expect(rows).toEqual([
      { slug: 'clinics', kind: 'RELATED', field: 'successors', started: '2020-01-01' },
      { slug: 'training', kind: 'RELATED', field: 'predecessors', started: '2020-01-01' },
    ]);
    const both = withProgram('training', predecessors).replace('    related:', `${successors}    related:`);
    expect(await faultsOf(EVENTS, { 'programs.yaml': both })).toEqual([
      expect.stringMatching(/predecessors\.#1: it is already given at data\/programs\.yaml:12/),
    ]);
  });

  it('are exported, each link once, and can be loaded from there', async () => {
    const successors = '    successors: [{ program: training, startedOn: 2020-01-01, cite: A18 }]\n';
    await load({ 'programs.yaml': withProgram('clinics', successors), 'events.yaml': EVENTS });
    const exported = await exportFrom(database.url, wider);
    expect(exported.leftOut).toEqual(['changes: a dataset has no place for them']);
    const written = exported.files.get('programs.yaml');
    expect(written).toContain("successors:\n      - { program: training, startedOn: '2020-01-01', cite: A18 }");
    expect(written).not.toContain('predecessors');
    expect(exported.files.get('events.yaml')).toContain("startsOn: { is: '2026-05-01', cite: A15 INFERRED }");
    const other = await createTestDatabase();
    await other.pool.query(TABLES);
    await withFolder(exported, (folder) => loadInto(other.url, folder, wider));
    expect(await exportFrom(other.url, wider)).toEqual(exported);
    await other.drop();
  });

  it.each([
    ['an unknown reference', 'program: { is: clinics', 'program: { is: clinic', /^4: .*no "clinic" among the programs/],
    ['a reference without citation', 'clinics, cite: A14', 'clinics', /^4: .*program\.cite: the citation is missing/],
    ['an invalid day', '2026-05-01', '2026-15-01', /^5: .*"2026-15-01" is not valid: give a day/],
    ['a year out of range', '1999', '99', /^6: .*it is not a year; give one from 1000 to 2100/],
    ['an unknown value', 'HOST,', 'HELPER,', /^9: .*"HELPER" is not valid: give one of HOST, SPEAKER/],
    [
      'a misspelled key',
      'firstYear',
      'fristYear',
      /^6: .*use one of slug, name, program, startsOn, firstYear, cite, hosts/,
    ],
  ])('are checked for %s', async (_fault, passage, replacement, says) => {
    expect(EVENTS).toContain(passage);
    expect(await faultsOf(EVENTS.replace(passage, replacement))).toEqual([expect.stringMatching(says)]);
  });

  it('must not use a key of the files that is already in use', () => {
    const clashing = { ...eventsFeature, links: [] };
    const [link] = eventsFeature.links ?? [];
    const named = link && new LinkModel(eventHosts, { ...link.options, dataset: { list: 'name' } });
    expect(() => new Domain([...domain.features, { ...clashing, links: named ? [named] : [] }])).toThrow(
      /Event has two things named name in the dataset/,
    );
  });
});

/** The programs of the small dataset, with additional lines for one of them. */
function withProgram(slug: string, lines: string): string {
  return (SMALL['programs.yaml'] ?? '').replace(`slug: ${slug}\n`, `slug: ${slug}\n${lines}`);
}

test('every value that clients write can be loaded with a citation', () => {
  for (const { record, key, within, fields, links } of datasetShape(domain).records) {
    const inFiles = [key, within && 'within', ...fields.map(({ property }) => property.property)];
    for (const { property, references } of record.properties) {
      const isHolder = references?.() === within && within !== undefined;
      expect(inFiles).toContain(isHolder ? 'within' : property);
    }
    for (const { link, holder, ends, fields: values } of links) {
      const given = [holder, ...ends].map(({ property }) => property);
      const offered = [...given, ...values.map(({ name }) => name)];
      const others = link.targets.map(({ property }) => property).filter((property) => !given.includes(property));
      expect([...offered, ...others].sort()).toEqual(link.properties.map(({ property }) => property).sort());
    }
  }
});
