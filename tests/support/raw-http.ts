import { once } from 'node:events';
import { connect } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case; several of one name are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Writes bytes to a server, exactly as given, and reads until the server closes the connection: the bytes have to ask for that, unless they are
 * bad enough for the server to do it by itself.
 * @param url of the server
 * @returns the answers, in the order in which they came
 */
export async function sendRaw(url: string, ...pieces: readonly (string | Buffer)[]): Promise<RawAnswer[]> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const received: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => received.push(bytes));
  // A server that refuses what is sent closes before it has read all of it.
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  for (const piece of pieces) socket.write(piece);
  await closed;
  return readAnswers(Buffer.concat(received).toString('latin1'));
}

/** A request of several lines, which end as HTTP wants it. */
export function rawRequest(lines: readonly string[], body = ''): string {
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

function readAnswers(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = text;
  while (rest !== '') {
    const [head = '', ...others] = rest.split('\r\n\r\n');
    const [first = '', ...lines] = head.split('\r\n');
    const headers = readHeaders(lines);
    const { body, after } = readBody(others.join('\r\n\r\n'), headers);
    const status = Number(first.split(' ')[1]);
    answers.push({ status, headers, body: Buffer.from(body, 'latin1').toString() });
    rest = status < 200 ? others.join('\r\n\r\n') : after;
  }
  return answers;
}

function readHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]*):\s*(.*)$/.exec(line) ?? [];
    const known = headers[name.toLowerCase()];
    headers[name.toLowerCase()] = known === undefined ? value : `${known}, ${value}`;
  }
  return headers;
}

function readBody(text: string, headers: Readonly<Record<string, string>>): { body: string; after: string } {
  if (headers['transfer-encoding'] === 'chunked') return readChunks(text);
  const length = headers['content-length'] === undefined ? text.length : Number(headers['content-length']);
  return { body: text.slice(0, length), after: text.slice(length) };
}

function readChunks(text: string): { body: string; after: string } {
  let body = '';
  let rest = text;
  for (;;) {
    const [, size = '', after = ''] = /^([\da-f]+)\r\n([^]*)$/i.exec(rest) ?? [];
    const length = Number.parseInt(size, 16);
    if (!length) return { body, after: after.slice(2) };
    body += after.slice(0, length);
    rest = after.slice(length + 2);
  }
}
