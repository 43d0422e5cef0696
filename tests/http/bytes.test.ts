import { gzipSync } from 'node:zlib';
import { startTestHub, type TestHub } from '../support/hub';
import { rawRequest, sendRaw, type RawAnswer } from '../support/raw-http';
import { expectNoFaults, rawError } from './client';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());
afterEach(() => expectNoFaults(hub));

async function post(body: Buffer | string, ...headers: readonly string[]): Promise<RawAnswer> {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const head = rawRequest(['POST /graphql HTTP/1.1', 'Host: hub', 'Connection: close', length, ...headers]);
  const [answer] = await sendRaw(hub.url, head, body);
  return answer as RawAnswer;
}

async function get(search: string, accept = 'application/json'): Promise<RawAnswer> {
  const head = [`GET /graphql?${search} HTTP/1.1`, 'Host: hub', `Accept: ${accept}`, 'Connection: close'];
  const [answer] = await sendRaw(hub.url, rawRequest(head));
  return answer as RawAnswer;
}

/** Asks for what it finds under a name of exactly these bytes. */
function named(...bytes: readonly number[]): Buffer {
  const [before = '', after = ''] = JSON.stringify({
    query: 'query ($name: String!) { programs(where: { name: { eq: $name } }) { totalCount } }',
    variables: { name: '|' },
  }).split('|');
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
}

const JSON_TYPE = 'Content-Type: application/json';
const NONE = { data: { programs: { totalCount: 0 } } };

describe('a body in UTF-8', () => {
  it.each([
    JSON_TYPE,
    `${JSON_TYPE}; charset=utf-8`,
    `${JSON_TYPE};charset=UTF-8`,
    `${JSON_TYPE}; charset="UTF-8"`,
    `${JSON_TYPE} ; charset=utf8`,
    `${JSON_TYPE}; profile=x; Charset="utf-8"`,
    'Content-Type: Application/JSON',
    `${JSON_TYPE};`,
    `${JSON_TYPE}; profile="a;\\"b"`,
  ])('is read as %s', async (type) => {
    const answer = await post(named(0xc3, 0xa9), type);

    expect(JSON.parse(answer.body)).toEqual(NONE);
  });

  it('is read with a byte order mark, and with Content-Encoding: identity', async () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), named(0x61)]);

    expect(JSON.parse((await post(marked, JSON_TYPE)).body)).toEqual(NONE);
    expect(JSON.parse((await post(named(0x61), JSON_TYPE, 'Content-Encoding: Identity')).body)).toEqual(NONE);
  });
});

describe('a body in another charset is 415', () => {
  it.each(['charset=utf-8; charset=utf-16', 'charset=', 'charset="utf-8"; charset=utf-8'])('%s', async (parameters) => {
    expect((await post(named(0x61), `${JSON_TYPE}; ${parameters}`)).status).toBe(415);
  });

  it.each(['latin1', 'iso-8859-1', 'utf-16', '"utf-16le"', 'windows-1252', 'utf-7', '"utf-8 "', 'x', '""'])(
    'charset=%s',
    async (charset) => {
      const answer = await post(named(0x61), `${JSON_TYPE}; charset=${charset}`);

      expect(answer.status).toBe(415);
      expect(rawError(answer).message).toContain('only in UTF-8');
      expect(answer.headers['accept']).toBe('application/json; charset=utf-8');
    },
  );
});

describe('a body of another type is 415, and the answer names the one that is read', () => {
  it.each([
    'text/plain',
    'application/graphql',
    'application/graphql-response+json',
    'application/vnd.api+json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
    'json',
    ';;',
    '',
  ])('"%s"', async (type) => {
    const answer = await post(named(0x61), `Content-Type: ${type}`);

    expect(answer.status).toBe(415);
    expect(rawError(answer).message).toContain('application/json');
    expect(answer.headers['accept']).toBe('application/json');
  });

  it.each(['gzip', 'br', 'deflate', 'identity, gzip', 'x'])('or in the encoding %s', async (encoding) => {
    const answer = await post(gzipSync(named(0x61)), JSON_TYPE, `Content-Encoding: ${encoding}`);

    expect(answer.status).toBe(415);
    expect(rawError(answer).message).toContain('does not read compressed bodies');
    expect(answer.headers['accept-encoding']).toBe('identity');
  });

  it.each([
    '; q="a',
    '; q="a\\"',
    ';;',
    '; ; q=a',
    '; q',
    '; q=',
    '; =a',
    '; q = a',
    '; q=a b',
    ' x',
    '; charset=utf-8,a/b',
  ])('or with parameters that are none: %s', async (parameters) => {
    const answer = await post(named(0x61), `${JSON_TYPE}${parameters}`);

    expect(answer.status).toBe(415);
    expect(rawError(answer).message).toMatch(/The Content-Type is malformed|reads only application\/json/);
  });

  it.each([
    ['content-type', 'application/json', ';'],
    ['content-type', 'application/json;', ' '],
    ['content-type', 'application/json; x="', ','],
    ['accept', 'application/json', ','],
    ['accept', 'application/json', ' '],
    ['accept', '"', ','],
    ['accept', 'text/event-stream', ';'],
  ])('or of endless length is 400: %s %s%s…', async (name, start, more) => {
    const others = name === 'accept' ? [JSON_TYPE] : [];
    const answer = await post(named(0x61), ...others, `${name}: ${start}${more.repeat(15_000 - start.length)}x`);

    expect(answer.status).toBe(400);
    expect(rawError(answer).message).toMatch(`The header ${name} has more than`);
  });

  it('or of two types at once, is 400', async () => {
    const answer = await post(named(0x61), JSON_TYPE, 'Content-Type: text/plain');

    expect(answer.status).toBe(400);
    rawError(answer);
  });
});

/** Bytes that are not UTF-8: alone, broken off, too long, half of a pair, beyond Unicode. */
const TORN = ['ff', 'e9', 'c3', 'e282', 'c0af', 'eda080', 'f4908080'];

describe('bytes that are not UTF-8 are 400', () => {
  it.each(TORN)('in a body: %s', async (bytes) => {
    const answer = await post(named(...Buffer.from(bytes, 'hex')), JSON_TYPE);

    expect(answer.status).toBe(400);
    expect(rawError(answer).message).toBe('The body is not UTF-8; encode it in UTF-8.');
  });

  it.each(TORN)('in an address: %s', async (bytes) => {
    const encoded = bytes.replaceAll(/../g, '%$&');
    for (const accept of ['application/json', 'text/event-stream']) {
      const answer = await get(`query={program(slug:%22${encoded}%22){name}}`, accept);

      expect(answer.status).toBe(400);
      expect(rawError(answer).extensions.code).toBe('BAD_REQUEST');
    }
  });

  it.each(['%', '%2', '%zz', '100%'])('or are no bytes at all: %s', async (text) => {
    expect((await get(`query={__typename}&note=${text}`)).status).toBe(400);
  });

  it.each(['/%', '/%FF', '/graphql%FF?query={__typename}', 'http://[/graphql'])('in a path: %s', async (path) => {
    const [answer] = await sendRaw(hub.url, rawRequest([`GET ${path} HTTP/1.1`, 'Host: hub', 'Connection: close']));

    expect(answer?.status).toBe(400);
    rawError(answer);
  });

  it('as half of a surrogate pair, written in JSON', async () => {
    for (const half of ['\\ud800', '\\udfff', '\\ud83d \\ude00']) {
      const answer = await post(named(...Buffer.from(half)), JSON_TYPE, 'Accept: application/graphql-response+json');

      expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
    expect(JSON.parse((await post(named(...Buffer.from('\\ud83d\\ude00')), JSON_TYPE)).body)).toEqual(NONE);
  });
});

describe('JSON', () => {
  it.each([
    '',
    ' ',
    '{',
    '[',
    '{"query":}',
    "{'query':'{ __typename }'}",
    '{"query":"{ __typename }"} {}',
    '\u0000',
    'NaN',
  ])('that is none is 400: %j', async (body) => {
    expect((await post(body, JSON_TYPE)).status).toBe(400);
  });

  it('of many levels stops at its variables', async () => {
    const deep = '['.repeat(40_000) + ']'.repeat(40_000);

    expect((await post(deep, JSON_TYPE)).status).toBe(400);
    expect((await post(`{"query":"{ __typename }","extensions":{"a":${deep}}}`, JSON_TYPE)).status).toBe(200);
    const answer = await post(`{"query":"{ __typename }","variables":{"a":${deep}}}`, JSON_TYPE);
    expect(answer.body).toContain('nest deeper than 32 levels');
  });

  it('of names that JavaScript gives a meaning is JSON like any other', async () => {
    const where = (value: string) =>
      `{"query":"query ($w: ProgramWhere) { programs(where: $w) { totalCount } }","variables":{"w":${value}}}`;
    const ignored = '{"query":"{ __typename }","__proto__":{"query":"x"},"constructor":{"prototype":{"a":1}}}';

    expect((await post(ignored, JSON_TYPE)).body).toBe('{"data":{"__typename":"Query"}}\n');
    expect((await post(where('{"__proto__":{"name":{"eq":"x"}}}'), JSON_TYPE)).body).toContain(
      'is not defined by type',
    );
    expect((await post(where('{"constructor":{}}'), JSON_TYPE)).body).toContain('is not defined by type');
    expect(Object.prototype).not.toHaveProperty('a');
  });

  it('with a name twice has the last, as JavaScript has it', async () => {
    expect((await post('{"query":"{ nothing }","query":"{ __typename }"}', JSON_TYPE)).status).toBe(200);
  });
});

describe('parameters of an address', () => {
  const QUERY = 'query=%7B__typename%7D';

  it.each([
    'variables=',
    'extensions=',
    'operationName=',
    'variables=&extensions=&operationName=',
    'variables=null',
    '',
  ])('that are empty are left out: "%s"', async (more) => {
    expect((await get(`${QUERY}&${more}`)).body).toBe('{"data":{"__typename":"Query"}}\n');
    const streamed = await get(`${QUERY}&${more}`, 'text/event-stream');
    expect(streamed.body).toBe('event: next\ndata: {"data":{"__typename":"Query"}}\n\nevent: complete\ndata:\n\n');
  });

  it.each([
    'query=',
    '',
    `${QUERY}&query=%7Bother%7D`,
    `${QUERY}&variables=%7B%7D&variables=%7B%7D`,
    `${QUERY}&variables=[]`,
    `${QUERY}&variables=%7B`,
    `${QUERY}&variables=1`,
    `${QUERY}&extensions=%22%22`,
  ])('are 400 where they are no operation: %s', async (search) => {
    for (const accept of ['application/json', 'text/event-stream']) {
      const answer = await get(search, accept);

      expect(answer.status).toBe(400);
      expect(rawError(answer).extensions.code).toBe('BAD_REQUEST');
    }
  });

  it('end where a fragment begins', async () => {
    expect((await get(`${QUERY}#&query=x`)).status).toBe(200);
  });
});
