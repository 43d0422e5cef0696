import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { MIMEType } from 'node:util';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticator } from '../access/authenticator';
import { may } from '../access/permissions';
import { LIMITS } from '../limits/limits';
import { RefusedRequest } from '../errors';

const JSON_TYPE = 'application/json';
const UTF8 = /^utf-?8$/i;

/** A type with its parameters, as RFC 9110 writes them. Readers of types pass over what they cannot read, each in its own way. */
const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const MEDIA_TYPE = new RegExp(
  `^${TOKEN}/${TOKEN}(?:[ \\t]*;[ \\t]*${TOKEN}=(?:${TOKEN}|"(?:[^"\\\\]|\\\\.)*"))*[ \\t]*;?$`,
);

/** How much of a body that is refused is still read, in bytes: a client that is cut while it sends may never read why. */
const MAX_DISCARDED = 10_000_000;

/**
 * Reads bodies: only JSON, only in UTF-8, and no more than the caller may send. A browser sends texts and forms to any address without asking,
 * so they must never reach an operation.
 */
export function readBodies(server: FastifyInstance, authenticator: Authenticator): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(JSON_TYPE, async (request: FastifyRequest, payload: IncomingMessage) => {
    try {
      checkType(request);
      return asJson(await readBody(request, payload, authenticator));
    } catch (error) {
      discard(payload);
      throw error;
    }
  });
}

/** A body whose type is not read. */
export function unreadableType(): RefusedRequest {
  return new RefusedRequest(
    415,
    `The hub reads ${JSON_TYPE} only; send the operation as JSON, with that Content-Type.`,
    {
      accept: JSON_TYPE,
    },
  );
}

function checkType({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new RefusedRequest(415, 'The hub reads no compressed bodies; send it without Content-Encoding.', {
      'accept-encoding': 'identity',
    });
  }
  if (!MEDIA_TYPE.test(String(headers['content-type']))) {
    throw new RefusedRequest(
      415,
      `The Content-Type cannot be read; send ${JSON_TYPE}, and nothing that is no parameter of it.`,
      {
        accept: JSON_TYPE,
      },
    );
  }
  if (!UTF8.test(charsetOf(String(headers['content-type'])))) {
    throw new RefusedRequest(415, `The hub reads ${JSON_TYPE} in UTF-8 only; send it in that charset.`, {
      accept: `${JSON_TYPE}; charset=utf-8`,
    });
  }
}

/** UTF-8 where none is named, as JSON has it. */
function charsetOf(type: string): string {
  try {
    const { params } = new MIMEType(type);
    // Of several, and of one that is empty, the reader of types takes what it can.
    const named = type.match(/;\s*charset\s*=/gi)?.length ?? 0;
    if (named > 1 || (named === 1 && !params.has('charset'))) return '';
    return params.get('charset') ?? 'utf-8';
  } catch {
    throw unreadableType();
  }
}

/** Who sends more than everybody may, has to have shown a credential that permits it before the rest is read. */
async function readBody(
  { headers }: FastifyRequest,
  payload: IncomingMessage,
  authenticator: Authenticator,
): Promise<Buffer> {
  const declared = Number(headers['content-length'] ?? 0);
  const first = declared > LIMITS.body ? { chunks: [], size: 0, whole: false } : await collect(payload, LIMITS.body);
  if (first.whole) return Buffer.concat(first.chunks, first.size);
  const limit = await limitOf(headers.authorization, authenticator);
  if (Math.max(first.size, declared) > limit) throw tooLarge(limit);
  const rest = await collect(payload, limit - first.size);
  if (!rest.whole) throw tooLarge(limit);
  return Buffer.concat([...first.chunks, ...rest.chunks], first.size + rest.size);
}

interface Collected {
  readonly chunks: readonly Buffer[];
  readonly size: number;
  /** False where there is more than was asked for: the last chunk goes beyond it, and no more is read. */
  readonly whole: boolean;
}

function collect(payload: IncomingMessage, limit: number): Promise<Collected> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((done, fail) => {
    const finish = (whole: boolean): void => {
      payload.off('data', take).off('end', end).off('error', breakOff);
      done({ chunks, size, whole });
    };
    const end = (): void => finish(true);
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= limit) return;
      payload.pause();
      finish(false);
    };
    const breakOff = (): void => fail(new RefusedRequest(400, 'The body broke off.'));
    payload.on('data', take).once('end', end).once('error', breakOff);
    payload.resume();
  });
}

/** @throws ClientError UNAUTHENTICATED for a credential that is not accepted */
async function limitOf(authorization: string | undefined, authenticator: Authenticator): Promise<number> {
  return may(await authenticator.authenticate(authorization), 'WRITE') ? LIMITS.writerBody : LIMITS.body;
}

function tooLarge(limit: number): RefusedRequest {
  const others = limit < LIMITS.writerBody ? `; whoever may write sends up to ${LIMITS.writerBody}` : '';
  return new RefusedRequest(413, `Your body may have at most ${limit} bytes${others}.`);
}

function asJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw new RefusedRequest(400, 'The body is not UTF-8.');
  const text = body.toString().replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RefusedRequest(
      400,
      text === '' ? 'The body is empty; send an operation in it.' : 'The body is not JSON.',
    );
  }
}

/** Reads on and forgets. Node closes the connection of who takes too long. */
function discard(payload: IncomingMessage): void {
  let discarded = 0;
  payload.on('error', () => undefined);
  payload.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > MAX_DISCARDED) payload.destroy();
  });
  payload.resume();
}
