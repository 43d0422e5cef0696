import { startTestHub } from '../support/hub';
import { FrontEnd } from './front-end';

interface ProgramSeen {
  readonly id: string;
  readonly recordId: string;
  readonly slug: string;
  readonly name: string;
  readonly version: number;
}

interface Payload {
  readonly program: ProgramSeen | null;
  readonly errors: readonly { readonly code: string; readonly currentVersion?: number }[];
}

/** What a client and its cache showed. */
export interface Seen {
  readonly pages: readonly string[];
  readonly before: ProgramSeen;
  readonly optimistic: ProgramSeen;
  readonly written: ProgramSeen;
  readonly duringRefusal: ProgramSeen;
  readonly refusal: Payload;
  readonly afterRefusal: ProgramSeen;
  readonly conflict: Payload;
  readonly afterConflict: ProgramSeen;
  readonly dryRun: Payload;
  readonly afterDryRun: ProgramSeen;
  readonly past: ProgramSeen;
  readonly afterPast: ProgramSeen;
  readonly links: object;
  readonly linksOfHub: object;
  readonly inUse: { readonly errors: readonly { code: string; uses: readonly { recordType: string }[] }[] };
  readonly linksAfterInUse: object;
  readonly followed: ProgramSeen;
  readonly listed: ProgramSeen;
  readonly listIsCurrent: boolean;
}

const CENTER = `{ slug: 'center-for-health-equity' }`;
const CREATE = '"mutation ($input: CreateProgramInput!) { createProgram(input: $input) { program { id } } }"';
const ARCHIVE = '"mutation ($input: ArchiveProgramInput!) { archiveProgram(input: $input) { errors { code } } }"';

/**
 * What happens to each client, one after the other. A client's own probe defines `read` (through the cache), `cached` (from the cache alone, at once), `watch`
 * (whenever the cache changes) and `mutate`; the page defines `update`. `ask` goes past the client.
 */
const STORY = `
  const ask = async (query, variables) => (await (await fetch('http://localhost:4000/graphql', {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer ' + TOKEN },
    body: JSON.stringify({ query, variables }),
  })).json()).data;
  const nodes = (data = cached(documents.PROGRAMS, {})) => data?.programs.edges.map(({ node }) => node) ?? [];
  const until = (query, variables, test) => new Promise((done) => watch(query, variables, (data) => test(data) && done()));
  const list = (test) => until(documents.PROGRAMS, {}, (data) => test(nodes(data)));
  await list(({ length }) => length === 8);
  show({ pages: nodes().map(({ slug }) => slug) });

  const slug = nodes()[1].slug;
  await read(documents.PROGRAM, { slug });
  const live = () => cached(documents.PROGRAM, { slug }).program;
  const heard = (name) => until(documents.PROGRAM, { slug }, (data) => data.program.name === name);
  const then = new Date().toISOString();
  show({ before: live() });

  const writing = update(live(), { name: 'Shown at once' });
  show({ optimistic: live() });
  await writing;
  show({ written: live() });

  const refused = update(live(), { name: ' ' });
  show({ duringRefusal: live(), refusal: await refused, afterRefusal: live() });

  const stale = live();
  await ask(documents.UPDATE_PROGRAM, { input: { id: stale.recordId, name: 'Written by somebody else' } });
  show({ conflict: await update(stale, { name: 'Too late' }), afterConflict: live() });

  show({ dryRun: await update(live(), { name: 'Only tried' }, { dryRun: true }), afterDryRun: live() });
  show({ past: (await read(documents.PROGRAM, { slug, asOf: then })).program, afterPast: live() });

  const { organization } = await read(documents.LINKS, ${CENTER});
  show({ links: cached(documents.LINKS, ${CENTER}), linksOfHub: await ask(documents.LINKS, ${CENTER}) });
  const { archiveOrganization } = await mutate(documents.ARCHIVE_ORGANIZATION, { input: { id: organization.id } });
  show({ inUse: archiveOrganization, linksAfterInUse: cached(documents.LINKS, ${CENTER}) });

  await ask(documents.UPDATE_PROGRAM, { input: { id: stale.recordId, name: 'Heard of' } });
  await heard('Heard of');
  show({ followed: live(), listed: nodes().find((node) => node.slug === slug) });

  const { createProgram } = await ask(${CREATE}, { input: { slug: 'a-new-program', name: 'A new program', kind: 'PATHWAY' } });
  await list(([first]) => first?.slug === 'a-new-program');
  await ask(${ARCHIVE}, { input: { id: createProgram.program.id } });
  await list((all) => all.length > 0 && !all.some((node) => node.slug === 'a-new-program'));
  show({ listIsCurrent: true });
`;

/** A client, as a section of docs/clients.md makes it, and what the story asks of it. */
export interface Client {
  readonly code: string;
  readonly probe: string;
  /** What a bundler does with the code. */
  readonly bundle?: (code: string, frontEnd: FrontEnd) => string;
}

/** Plays the story with a client against a hub. @returns what its cache has at each step */
export async function play({ code, probe, bundle = (text) => text }: Client): Promise<Seen> {
  const hub = await startTestHub({ seeded: true });
  const frontEnd = new FrontEnd();
  try {
    const { authorization = '' } = await hub.signIn('editor');
    const script = bundle(`import * as documents from './documents.mjs';\n${code}\n${probe}`, frontEnd);
    return (await frontEnd.run(script, STORY, {
      url: hub.url,
      token: authorization.replace('Bearer ', ''),
    })) as unknown as Seen;
  } finally {
    frontEnd.remove();
    await hub.close();
  }
}

/** Without what clients add for their caches. */
function plain<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (name, inner: unknown) => (name === '__typename' ? undefined : inner)),
  ) as Value;
}

/** The same tests for each client. */
export function describeCache(seen: () => Seen): void {
  test('both pages are in the list, in their order and once', () => {
    const { pages } = seen();
    expect(pages).toHaveLength(8);
    expect([...new Set(pages)]).toEqual([...pages].sort());
  });

  test('a change shows at once, and stays', () => {
    const { before, optimistic, written } = seen();
    expect(optimistic).toMatchObject({ id: before.id, name: 'Shown at once' });
    expect(written).toMatchObject({ id: before.id, name: 'Shown at once', version: before.version + 1 });
  });

  test('a change that is refused is taken back', () => {
    const { duringRefusal, refusal, afterRefusal, written } = seen();
    expect(duringRefusal).toMatchObject({ name: ' ' });
    expect(refusal).toMatchObject({ program: null, errors: [{ code: 'INVALID' }] });
    expect(afterRefusal).toEqual(written);
  });

  test('a conflict says the current version, and the cache has the current record afterwards', () => {
    const { written, conflict, afterConflict } = seen();
    expect(conflict.errors).toMatchObject([{ code: 'CONFLICT', currentVersion: written.version + 1 }]);
    expect(afterConflict).toMatchObject({ name: 'Written by somebody else', version: written.version + 1 });
  });

  test('a dry run leaves the live record as it is', () => {
    const { dryRun, afterConflict, afterDryRun } = seen();
    expect(dryRun.program).toMatchObject({ name: 'Only tried', recordId: afterConflict.recordId });
    expect(dryRun.program?.id).toMatch(`${afterConflict.recordId}@preview-`);
    expect(afterDryRun).toEqual(afterConflict);
  });

  test('a past state leaves the live record as it is', () => {
    const { before, past, afterDryRun, afterPast } = seen();
    expect(past).toMatchObject({ id: `${before.id}@${before.version}`, name: before.name, version: before.version });
    expect(afterPast).toEqual(afterDryRun);
  });

  test('links are the same from both ends as the hub says', () => {
    const { links, linksOfHub } = seen();
    expect(JSON.stringify(linksOfHub).match(/linkId/g)?.length).toBeGreaterThan(5);
    expect(plain(links)).toEqual(linksOfHub);
  });

  test('what uses a record overwrites nothing', () => {
    const { inUse, links, linksAfterInUse } = seen();
    expect(inUse.errors).toMatchObject([{ code: 'IN_USE' }]);
    expect(inUse.errors[0]?.uses.length).toBeGreaterThan(0);
    expect(linksAfterInUse).toEqual(links);
  });

  test('a program that is new or archived comes and goes in the list', () => {
    expect(seen().listIsCurrent).toBe(true);
  });

  test('a change by somebody else arrives by the subscription, in the record and in the list', () => {
    const { followed, listed, afterPast } = seen();
    expect(followed).toMatchObject({ name: 'Heard of', version: afterPast.version + 1 });
    expect(listed).toMatchObject({ name: 'Heard of' });
  });
}
