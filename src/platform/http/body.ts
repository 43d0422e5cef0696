import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { MIMEType } from 'node:util';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticator } from '../access/authenticator';
import { may } from '../access/permissions';
import { LIMITS } from '../limits/limits';
import { RefusedRequest } from '../errors';
import { remembered } from '../remembered';

const JSON_TYPE = 'application/json';
const UTF8 = /^utf-?8$/i;

/** A media type with parameters, by RFC 9110. Parsers skip invalid parts, each in its own way, so the hub checks the syntax first. */
const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const MEDIA_TYPE = new RegExp(
  `^${TOKEN}/${TOKEN}(?:[ \\t]*;[ \\t]*${TOKEN}=(?:${TOKEN}|"(?:[^"\\\\]|\\\\.)*"))*[ \\t]*;?$`,
);

/** How many bytes of a refused body are still read: a client that is cut off while it sends may never read the error. */
const MAX_DISCARDED = 10_000_000;

/**
 * Reads bodies: only JSON, only in UTF-8, and no more than the client may send. A browser sends texts and forms to any site without a preflight request,
 * so these must never reach an operation.
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

/** A body of an unsupported media type. */
export function unreadableType(): RefusedRequest {
  return new RefusedRequest(
    415,
    `The hub reads only ${JSON_TYPE}; send the operation as JSON, with that Content-Type.`,
    {
      accept: JSON_TYPE,
    },
  );
}

function checkType({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new RefusedRequest(415, 'The hub does not read compressed bodies; send the body without Content-Encoding.', {
      'accept-encoding': 'identity',
    });
  }
  if (!MEDIA_TYPE.test(String(headers['content-type']))) {
    throw new RefusedRequest(415, `The Content-Type is malformed; send ${JSON_TYPE}, with valid parameters or none.`, {
      accept: JSON_TYPE,
    });
  }
  if (!UTF8.test(charsetOf(String(headers['content-type'])))) {
    throw new RefusedRequest(415, `The hub reads ${JSON_TYPE} only in UTF-8; send it in that charset.`, {
      accept: `${JSON_TYPE}; charset=utf-8`,
    });
  }
}

/** The charset; UTF-8 if none is named, as for all JSON. */
const charsetOf = remembered((type: string): string => {
  try {
    const { params } = new MIMEType(type);
    // The media type parser accepts several charsets and an empty one; the hub does not.
    const named = type.match(/;\s*charset\s*=/gi)?.length ?? 0;
    if (named > 1 || (named === 1 && !params.has('charset'))) return '';
    return params.get('charset') ?? 'utf-8';
  } catch {
    throw unreadableType();
  }
});

/** Before the hub reads more than everybody may send, it checks that the credential permits it. */
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
  /** False if the body is longer than this: the last chunk exceeds the limit, and reading stops. */
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
    const breakOff = (): void => fail(new RefusedRequest(400, 'The body ended early; send the request again.'));
    payload.on('data', take).once('end', end).once('error', breakOff);
    payload.resume();
  });
}

/** @throws ClientError UNAUTHENTICATED for a credential that is not accepted */
async function limitOf(authorization: string | undefined, authenticator: Authenticator): Promise<number> {
  return may(await authenticator.authenticate(authorization), 'WRITE') ? LIMITS.writerBody : LIMITS.body;
}

function tooLarge(limit: number): RefusedRequest {
  const others = limit < LIMITS.writerBody ? `; clients that may write can send up to ${LIMITS.writerBody} bytes` : '';
  return new RefusedRequest(413, `The body is too large; send at most ${limit} bytes${others}.`);
}

function asJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw new RefusedRequest(400, 'The body is not UTF-8; encode it in UTF-8.');
  const text = body.toString().replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RefusedRequest(
      400,
      text === ''
        ? 'The body is empty; send a JSON object with a "query".'
        : 'The body is not valid JSON; send a JSON object with a "query".',
    );
  }
}

/** Reads the rest and discards it. Node closes the connection of a client that takes too long. */
function discard(payload: IncomingMessage): void {
  let discarded = 0;
  payload.on('error', () => undefined);
  payload.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > MAX_DISCARDED) payload.destroy();
  });
  payload.resume();
}
