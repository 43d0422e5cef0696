import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ConnectionError } from 'fastify';
import { methodRefused } from './methods';
import { refuse, type Refusal } from './raw-refusal';

/** Node's error for bytes that are not an HTTP request; `reason` is a fixed text of its parser. */
type ParseError = ConnectionError & { readonly reason?: string };

/** The methods of a path; undefined if the path does not exist. */
type AllowedAt = (path: string) => string | undefined;

const REQUEST_LINE = /^([\w-]{1,30}) (\/[^\s?#]{0,200})(?:[?#]\S*)? HTTP\/1\.[01]$/;

/** Answers bytes that are not an HTTP request, after all earlier requests on the same connection. */
export class ClientErrors {
  /** The requests that are being answered on each connection. */
  private readonly running = new WeakMap<Duplex, Set<ServerResponse>>();
  /** The last request on each connection. */
  private readonly last = new WeakMap<Duplex, ServerResponse>();
  private readonly given = new WeakSet<Duplex>();

  constructor(private readonly allowedAt: AllowedAt) {}

  watch(server: Server): void {
    server.prependListener('request', ({ socket }, response) => {
      const running = this.running.get(socket) ?? new Set();
      this.running.set(socket, running.add(response));
      this.last.set(socket, response);
      response.once('close', () => running.delete(response));
    });
  }

  /** The handler for fastify, which passes on Node's errors. */
  readonly answer = (error: ParseError, socket: Duplex): void => {
    if (this.given.has(socket)) return;
    this.given.add(socket);
    void this.answerInTurn(error, socket);
  };

  private async answerInTurn(error: ParseError, socket: Duplex): Promise<void> {
    const running = [...(this.running.get(socket) ?? [])];
    // The last request may be the broken one, with an invalid body; nobody waits for its answer.
    await Promise.all(running.filter(({ req }) => req.complete).map(closed));
    const last = this.last.get(socket);
    const isAnswered = last !== undefined && !last.req.complete && last.headersSent;
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswered) socket.destroy();
    else refuse(socket, this.refusalOf(error));
  }

  private refusalOf({ code, reason, rawPacket, bytesParsed }: ParseError): Refusal {
    const of = (status: number, message: string): Refusal => ({ status, code: 'BAD_REQUEST', message });
    if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return of(408, 'The request took too long to arrive; send it again.');
    if (code === 'HPE_HEADER_OVERFLOW')
      return of(431, 'The request line and headers are too large; send at most 16 kB.');
    if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW')
      return of(413, 'The extensions of a chunk are too large; send at most 16 kB.');
    const unknownMethod = code === 'HPE_INVALID_METHOD' && this.methodRefused(lineAt(rawPacket, bytesParsed));
    return unknownMethod || of(400, `The request is not valid HTTP/1.1: ${reason ?? 'it cannot be parsed'}.`);
  }

  /** A method that Node does not know, or one in lower case, which is a different method. */
  private methodRefused(line: string): Refusal | undefined {
    const [, method, path] = REQUEST_LINE.exec(line) ?? [];
    const allow = path && this.allowedAt(path);
    if (!method || !allow) return undefined;
    const { statusCode: status, code, message, headers } = methodRefused(method, path, allow);
    return { status, code, message, headers };
  }
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise((done) => response.once('close', done));
}

/** The whole line in which the parser failed. @param packet for which fastify has no type */
function lineAt(packet: unknown, position: number): string {
  if (!Buffer.isBuffer(packet)) return '';
  const start = packet.lastIndexOf('\n', position) + 1;
  return packet.toString('latin1', start, Math.max(packet.indexOf('\r\n', start), start));
}
