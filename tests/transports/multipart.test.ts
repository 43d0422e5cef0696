import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { CombinedProtocolErrors } from '@apollo/client/errors';
import { openStream } from './http-client';
import { startStreamingHub, type StreamingHub } from './streaming-hub';

const MULTIPART = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json;q=0.9';
const TICKS = 'subscription { ticks { number } }';

let hub: StreamingHub;

beforeEach(async () => {
  hub = await startStreamingHub({ times: { heartbeat: 50, credentials: 50 } });
});
afterEach(() => hub.close());

async function subscribed(): Promise<void> {
  await hub.feed.until(([subscriber]) => subscriber !== undefined);
}

interface Heard {
  readonly data: unknown[];
  readonly errors: unknown[];
  readonly ended: Promise<void>;
  leave(): void;
}

/** Follows a subscription with Apollo Client over plain HTTP. */
function follow(query = TICKS, headers: Record<string, string> = {}): Heard {
  const link = new HttpLink({ uri: `${hub.url}/graphql`, headers });
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  const [data, errors]: [unknown[], unknown[]] = [[], []];
  let leave = (): void => undefined;
  const ended = new Promise<void>((done) => {
    const subscription = client.subscribe({ query: gql(query) }).subscribe({
      next: (result) => (result.error ? errors.push(result.error) : data.push(result.data)),
      error: (error: unknown) => {
        errors.push(error);
        done();
      },
      complete: done,
    });
    leave = () => subscription.unsubscribe();
  });
  return { data, errors, ended, leave };
}

describe("Apollo Client's HttpLink", () => {
  it('follows a subscription to its end', async () => {
    const heard = follow();
    await subscribed();
    hub.feed.push(1, 2);
    hub.feed.end();
    await heard.ended;

    expect(heard.errors).toEqual([]);
    expect(heard.data).toMatchObject([{ ticks: { number: 1 } }, { ticks: { number: 2 } }]);
  });

  it('leaves it', async () => {
    const heard = follow();
    await subscribed();
    heard.leave();

    await hub.feed.until(([subscriber]) => subscriber?.left === true);
    expect(await hub.metric('hub_subscriptions_open', 'multipart')).toBe(0);
  });

  it('gets an error when its credential is revoked', async () => {
    hub.tokens.set('partner', undefined);
    const heard = follow(TICKS, { authorization: 'Bearer partner' });
    await subscribed();
    hub.tokens.delete('partner');
    await heard.ended;

    expect(CombinedProtocolErrors.is(heard.errors[0])).toBe(true);
    expect(heard.errors).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
  });

  it('gets an error when the hub stops', async () => {
    const heard = follow();
    await subscribed();
    await hub.close();
    await heard.ended;

    expect(heard.errors).toMatchObject([{ errors: [{ extensions: { code: 'UNAVAILABLE' } }] }]);
  });

  it.each([
    ['that is not in the schema', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['that the source refuses', 'subscription { secrets { number } }', 'FORBIDDEN'],
    ['whose source fails', 'subscription { broken { number } }', 'INTERNAL_SERVER_ERROR'],
  ])('gets the error of a subscription %s', async (_what, query, code) => {
    const heard = follow(query);
    await heard.ended;

    expect(JSON.stringify(heard.errors)).toContain(code);
    expect(JSON.stringify(heard.errors)).not.toContain('secret@');
  });
});

describe('what travels', () => {
  it('parts that are whole as soon as they are sent, with heartbeats between them', async () => {
    const stream = await openStream(hub, { accept: MULTIPART, query: TICKS });
    await stream.until(/\{\}/);
    hub.feed.push(1);
    await stream.until(/"number":1/);
    hub.feed.end();
    await stream.ended;

    expect(stream.response.headers['content-type']).toBe('multipart/mixed;boundary="graphql";subscriptionSpec=1.0');
    const head = '\r\ncontent-type: application/json\r\n\r\n';
    const [opening, ...parts] = stream.text().split('\r\n--graphql');
    expect(opening).toBe('');
    expect(parts[0]).toBe(`${head}{}`);
    expect(parts).toContain(`${head}{"payload":{"data":{"ticks":{"number":1}}}}`);
    expect(parts.at(-1)).toBe('--\r\n');
  });

  it('a query gets a plain answer, whether or not the client would read one', async () => {
    for (const accept of [MULTIPART, 'multipart/mixed; subscriptionSpec="1.0"']) {
      const answer = await openStream(hub, { accept, query: '{ hello }' });
      await answer.ended;

      expect(answer.response.statusCode).toBe(200);
      expect(JSON.parse(answer.text())).toEqual({ data: { hello: 'world' } });
    }
  });
});
