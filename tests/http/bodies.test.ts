import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { once } from 'node:events';
import { makeCore } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { rawRequest, sendRaw } from '../support/raw-http';
import { errorOf, expectNoFaults, post, rawError } from './client';

const PUBLIC = 100_000;
const WRITERS = 2_000_000;
const QUERY = '{"query":"{ __typename }","padding":""}';
const ANSWER = '{"data":{"__typename":"Query"}}\n';

type Who = 'public' | 'analyst' | 'partner' | 'editor' | 'admin';

let hub: TestHub;
const credentials = new Map<Who, Record<string, string>>([['public', {}]]);

beforeAll(async () => {
  hub = await startTestHub();
  for (const role of ['analyst', 'partner', 'editor', 'admin'] as const) credentials.set(role, await hub.signIn(role));
});
afterAll(() => hub.close());
afterEach(() => expectNoFaults(hub));

/** A query of so many bytes. */
function bodyOf(bytes: number): string {
  return QUERY.replace('""', `"${'x'.repeat(bytes - QUERY.length)}"`);
}

function authorization(who: Who): string[] {
  return Object.entries(credentials.get(who) ?? {}).map(([name, value]) => `${name}: ${value}`);
}

/** Sends it in chunks, with no word of how much is to come. */
async function sendChunked(headers: readonly string[], body: string, size = 50_000) {
  const head = ['POST /graphql HTTP/1.1', 'Host: hub', 'Content-Type: application/json', 'Transfer-Encoding: chunked'];
  const pieces = [rawRequest([...head, 'Connection: close', ...headers])];
  for (let start = 0; start < body.length; start += size) {
    const piece = body.slice(start, start + size);
    pieces.push(`${piece.length.toString(16)}\r\n${piece}\r\n`);
  }
  const [answer] = await sendRaw(hub.url, ...pieces, '0\r\n\r\n');
  return answer;
}

/** Says how much is to come, sends none of it, and reads what the hub says to that. */
async function announce(headers: readonly string[], bytes: number): Promise<string> {
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  socket.write(
    rawRequest([
      'POST /graphql HTTP/1.1',
      'Host: hub',
      'Content-Type: application/json',
      `Content-Length: ${bytes}`,
      ...headers,
    ]),
  );
  let text = '';
  while (!text.includes('}]}')) text += String((await once(socket, 'data'))[0]);
  socket.destroy();
  return text;
}

describe.each<[Who, number]>([
  ['public', PUBLIC],
  ['analyst', PUBLIC],
  ['partner', PUBLIC],
  ['editor', WRITERS],
  ['admin', WRITERS],
])('the %s', (who, limit) => {
  it(`may send ${limit} bytes`, async () => {
    expect(await post(hub, bodyOf(limit), credentials.get(who))).toMatchObject({ status: 200 });
    expect((await sendChunked(authorization(who), bodyOf(limit)))?.body).toBe(ANSWER);
  });

  it('may not send one more, and reads how many', async () => {
    const declared = await post(hub, bodyOf(limit + 1), credentials.get(who));
    const chunked = await sendChunked(authorization(who), bodyOf(limit + 1));

    expect([declared.status, chunked?.status]).toEqual([413, 413]);
    expect(errorOf(declared).message).toContain(`at most ${limit} bytes`);
    expect(rawError(chunked)).toEqual({ ...errorOf(declared), extensions: expect.anything() as unknown });
  });

  it('reads so before anything is sent', async () => {
    const text = await announce(authorization(who), limit + 1);

    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(text).toContain(`at most ${limit} bytes`);
  });
});

describe('a client with a wrong credential', () => {
  const wrong = 'Authorization: Bearer hub_unknown_secret';

  it('is refused before more than 100 kB are sent', async () => {
    expect(await announce([wrong], PUBLIC + 1)).toMatch(/^HTTP\/1\.1 401 [^]*UNAUTHENTICATED/);
  });

  it('is refused in the middle of a body without a length', async () => {
    const answer = await sendChunked([wrong], bodyOf(PUBLIC + 50_000));

    expect(answer?.status).toBe(401);
    expect(answer?.headers['www-authenticate']).toBe('Bearer');
  });
});

it('a refused body does not spoil its connection', async () => {
  const body = bodyOf(PUBLIC + 50_000);
  const head = ['POST /graphql HTTP/1.1', 'Host: hub', 'Content-Type: application/json'];
  const answers = await sendRaw(
    hub.url,
    rawRequest([...head, `Content-Length: ${body.length}`], body),
    rawRequest([...head, `Content-Length: ${QUERY.length}`, 'Connection: close'], QUERY),
  );

  expect(answers.map(({ status }) => status)).toEqual([413, 200]);
});

it('a body without end is cut', async () => {
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  const closed = new Promise((done) => socket.once('close', done));
  socket.on('error', () => undefined);
  socket.resume();
  const head = ['POST /graphql HTTP/1.1', 'Host: hub', 'Content-Type: application/json', 'Transfer-Encoding: chunked'];
  socket.write(rawRequest(head));
  const chunk = Buffer.from(`10000\r\n${'x'.repeat(0x10000)}\r\n`);
  while (socket.writable) {
    if (!socket.write(chunk)) await Promise.race([new Promise((done) => socket.once('drain', done)), closed]);
  }
  await closed;

  expect(socket.bytesWritten).toBeLessThan(100_000_000);
});

it('a client that leaves in the middle of a body is no fault of the hub', async () => {
  for (const bytes of [10, PUBLIC + 10]) {
    const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
    const head = ['POST /graphql HTTP/1.1', 'Host: hub', 'Content-Type: application/json', ...authorization('editor')];
    socket.write(rawRequest([...head, 'X-Request-Id: leaver', 'Content-Length: 1000000'], 'x'.repeat(bytes)));
    await once(socket, 'connect');
    socket.resetAndDestroy();
  }
  expect((await post(hub, QUERY)).status).toBe(200);
});

it('a thousand real programs fit into one upsert', async () => {
  await makeCore(hub.database.pool, { slug: 'community-translation' });
  const items = Array.from({ length: 1_000 }, (_, index) => ({
    slug: `clinic-${index}`,
    name: `Community Health Partnership Clinic No. ${index}`,
    alternateNames: [`CHPC ${index}`, `Parish clinic ${index}`],
    coreSlug: 'community-translation',
    kind: 'CLINIC',
    status: 'ACTIVE',
    description:
      'A clinic that a church and its neighbors help to plan, so that the services they ask for come in one place. '.repeat(
        4,
      ),
    eligibilityDescription: 'Families who live in the neighborhood, whatever their insurance. '.repeat(3),
    scheduleDescription: 'Quarterly, on the second Saturday, from nine to three.',
    url: `https://clinics.example.org/community-health-partnership/${index}`,
    startedYear: 2019,
    identifier: { scheme: 'REDCap', value: randomUUID() },
  }));
  const query = `mutation ($items: [UpsertProgramItem!]!) {
    upsertPrograms(input: { items: $items }) { errors { message path } outcomes programs { slug } }
  }`;
  const body = JSON.stringify({ query, variables: { items } });
  const answered = await post(hub, body, credentials.get('editor'));

  expect(body.length).toBeGreaterThan(1_000_000);
  expect(answered.body.errors).toBeUndefined();
  expect(answered.body.data).toEqual({
    upsertPrograms: {
      errors: [],
      outcomes: items.map(() => 'CREATED'),
      programs: items.map(({ slug }) => ({ slug })),
    },
  });
});
