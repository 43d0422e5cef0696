import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ConnectionError } from 'fastify';
import { methodRefused } from './methods';
import { refuse, type Refusal } from './raw-refusal';

/** What Node says of bytes that are no request; `reason` is why its parser gave up, in fixed words. */
type ParseError = ConnectionError & { readonly reason?: string };

/** The methods of an address; nothing where there is no such address. */
type AllowedAt = (path: string) => string | undefined;

const REQUEST_LINE = /^([\w-]{1,30}) (\/[^\s?#]{0,200})(?:[?#]\S*)? HTTP\/1\.[01]$/;

/** Answers bytes that are no request, once all that was asked before on the same connection is answered. */
export class ClientErrors {
  /** What is being answered on each connection. */
  private readonly running = new WeakMap<Duplex, Set<ServerResponse>>();
  /** What was asked last on each connection. */
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

  /** For fastify, which passes on what Node says. */
  readonly answer = (error: ParseError, socket: Duplex): void => {
    if (this.given.has(socket)) return;
    this.given.add(socket);
    void this.answerInTurn(error, socket);
  };

  private async answerInTurn(error: ParseError, socket: Duplex): Promise<void> {
    const running = [...(this.running.get(socket) ?? [])];
    // The last may be the one that is broken, in its body: nobody waits for its answer.
    await Promise.all(running.filter(({ req }) => req.complete).map(closed));
    const last = this.last.get(socket);
    const isAnswered = last !== undefined && !last.req.complete && last.headersSent;
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswered) socket.destroy();
    else refuse(socket, this.refusalOf(error));
  }

  private refusalOf({ code, reason, rawPacket, bytesParsed }: ParseError): Refusal {
    const of = (status: number, message: string): Refusal => ({ status, code: 'BAD_REQUEST', message });
    if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return of(408, 'The request took too long to arrive.');
    if (code === 'HPE_HEADER_OVERFLOW') return of(431, 'The address and the headers of a request have at most 16 kB.');
    if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return of(413, 'The extensions of a chunk have at most 16 kB.');
    const unknownMethod = code === 'HPE_INVALID_METHOD' && this.methodRefused(lineAt(rawPacket, bytesParsed));
    return unknownMethod || of(400, `This is not HTTP/1.1: ${reason ?? 'it cannot be read'}.`);
  }

  /** A method that Node does not know, or one in small letters, which differ. */
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

/** The whole line in which the parser gave up. @param packet of which fastify's types know nothing good */
function lineAt(packet: unknown, position: number): string {
  if (!Buffer.isBuffer(packet)) return '';
  const start = packet.lastIndexOf('\n', position) + 1;
  return packet.toString('latin1', start, Math.max(packet.indexOf('\r\n', start), start));
}
