import { isObjectType, Kind, parse, visit, type DirectiveNode } from 'graphql';
import { hubSchema } from '../../src/hub';
import { startTestHub, type TestHub } from '../support/hub';

const { schema, sdl } = hubSchema();
const document = parse(sdl);

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

/** The directives of a field, as they stand in the SDL. */
function directivesOf(type: string, field: string): string[] {
  const node = document.definitions.find(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === type,
  );
  if (node?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new TypeError(`the SDL has no type ${type}`);
  const found = node.fields?.find(({ name }) => name.value === field);
  return (found?.directives ?? []).map((directive) => text(directive));
}

function text({ loc }: DirectiveNode): string {
  return loc ? loc.source.body.slice(loc.start, loc.end).replace(/\s+/g, ' ') : '';
}

const PAGED =
  '@listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)';

describe('the SDL', () => {
  it('is the same for a gateway, a tool and the command line, byte for byte', async () => {
    const { data } = await hub.query<{ _service: { sdl: string } }, never>('{ _service { sdl } }');
    const response = await fetch(`${hub.url}/schema.graphql`);

    expect(data._service.sdl).toBe(sdl);
    expect(await response.text()).toBe(sdl);
    expect(hubSchema().sdl).toBe(sdl);
  });

  it('imports exactly the directives that it uses', () => {
    const used = new Set<string>();
    visit(document, { Directive: ({ name }) => void used.add(`@${name.value}`) });
    for (const builtIn of ['@link', '@deprecated', '@specifiedBy', '@oneOf']) used.delete(builtIn);

    const imported = /import: \[([^\]]*)\]/.exec(sdl)?.[1]?.match(/@\w+/g);

    expect(imported).toEqual([...used].sort());
  });

  it('says of every connection how long its list is', () => {
    const connections = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith('_'))
      .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : []))
      .filter(({ field }) => String(field.type).endsWith('Connection!'));

    expect(connections.length).toBeGreaterThan(30);
    for (const { type, field } of connections) expect(directivesOf(type.name, field.name)).toContain(PAGED);
  });

  it('says what costs more or less than a record, and how long plain lists are taken to be', () => {
    expect(directivesOf('Organization', 'ancestors')).toEqual(['@listSize(assumedSize: 5)']);
    expect(directivesOf('ProgramConnection', 'totalCount')).toEqual(['@cost(weight: 5)']);
    expect(directivesOf('ProgramEdge', 'node')).toEqual(['@cost(weight: 0)']);
    expect(directivesOf('ProgramConnection', 'nodes')).toEqual([]);
    expect(sdl).toContain('by: [ProgramGroupBy!]! @cost(weight: 2000)');
  });

  it('shares what neighbours have too', () => {
    for (const type of ['PageInfo', 'RecordGroupKey', 'IntAggregate']) expect(sdl).toContain(`type ${type} @shareable`);
  });

  it.each([
    ['Organization', ['id', 'slug']],
    ['Core', ['id', 'slug']],
    ['Program', ['id', 'slug']],
    ['Contact', ['id']],
    ['Term', ['id']],
  ])('gives %s the keys %j', (type, keys) => {
    const found = new RegExp(`^type ${type} implements [^{]*`, 'm').exec(sdl)?.[0].match(/(?<=@key\(fields: ")\w+/g);

    expect([...(found ?? [])].sort()).toEqual(keys);
  });
});
