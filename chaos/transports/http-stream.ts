import { request, type IncomingMessage } from 'node:http';
import { ending, takeResult, type Result, type StreamMessage, type Transport } from './transport';

/** How a transport sends its request, and how it splits the response into results. */
interface Form {
  readonly method: 'GET' | 'POST';
  readonly accept: string;
  /** The text between two parts. */
  readonly separator: string;
  /** Parses the result in a part; undefined for a heartbeat. */
  readonly read: (piece: string) => Result | undefined;
  /** Whether the cursor is sent as `Last-Event-ID` instead of a variable. */
  readonly byEventId?: boolean;
}

function readEvent(event: string): Result | undefined {
  if (!event.includes('event: next')) return undefined;
  const data = event.split('\n').find((line) => line.startsWith('data: '));
  return data === undefined ? undefined : (JSON.parse(data.slice(6)) as Result);
}

function readPart(part: string): Result | undefined {
  const begin = part.indexOf('{');
  if (begin < 0) return undefined;
  const { payload, errors } = JSON.parse(part.slice(begin)) as { payload?: Result | null; errors?: Result['errors'] };
  return errors ? { errors } : (payload ?? undefined);
}

const SSE = { accept: 'text/event-stream', separator: '\n\n', read: readEvent };

export const sseByPost = httpStream({ ...SSE, method: 'POST' });
/** Like the EventSource of a browser. */
export const sseByGet = httpStream({ ...SSE, method: 'GET', byEventId: true });
export const multipart = httpStream({
  method: 'POST',
  accept: 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json;q=0.9',
  separator: '\r\n--graphql',
  read: readPart,
});

function httpStream(form: Form): Transport {
  return ({ url, authorization, query, after }, take) => {
    const { ended, end } = ending();
    const fields = { query, variables: { after } };
    const search = new URLSearchParams({ query });
    const path = form.method === 'GET' ? `/graphql?${search.toString()}` : '/graphql';
    const headers = {
      accept: form.accept,
      authorization,
      ...(form.method === 'POST' && { 'content-type': 'application/json' }),
      ...(form.byEventId && { 'last-event-id': after }),
    };
    const sent = request(url + path, { method: form.method, headers, agent: false }, (response) =>
      follow(response, form, take, end),
    );
    sent.once('error', () => end('broken'));
    sent.end(form.method === 'POST' ? JSON.stringify(fields) : undefined);
    return {
      ended,
      leave() {
        end('left');
        sent.destroy();
      },
    };
  };
}

function follow(
  response: IncomingMessage,
  { separator, read }: Form,
  take: (message: StreamMessage) => void,
  end: (why: string) => void,
): void {
  const isStream = response.statusCode === 200 && !response.headers['content-type']?.startsWith('application/json');
  let rest = '';
  let over = !isStream;
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const pieces = (rest + chunk).split(separator);
    rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      const result = over ? undefined : read(piece);
      const why = result && takeResult(result, take);
      if (!why) continue;
      // Ignores messages after an error: continuing after their cursor would skip the message with the error.
      over = true;
      end(why);
      response.destroy();
    }
  });
  response.on('error', () => undefined);
  response.once('close', () => end(isStream ? 'broken' : `answered with ${response.statusCode}`));
}
