import type { FastifyReply, FastifyRequest } from 'fastify';
import { writeResult } from '../execution/written-result';
import type { Caller, OperationRequest, RefusedAnswer } from '../execution/operation';
import type { Operations } from '../execution/operations';
import { FORMATS, type FileFormat } from '../files/file-format';
import { FileFailed, type OpenFile } from '../files/files';
import { writeFile } from '../files/write-file';
import type { Shares } from '../limits/shares';
import { StreamedResponse } from '../streaming/streamed-response';
import { GRAPHQL_TYPE } from './answer-type';

/** How long a client may leave what was sent unread before it is disconnected, in milliseconds. */
const PATIENCE = 30_000;

/** How often a credential is checked again while a file is sent, in milliseconds. */
const RECHECK = 5_000;

export interface FileRequest {
  readonly operation: OperationRequest;
  readonly operations: Operations;
  readonly shares: Shares;
  readonly caller: Caller;
  /** Authenticates the request again. */
  readonly check: () => Promise<unknown>;
  readonly format: FileFormat;
}

/** Answers a request with a file, or says why there is none. */
export async function answerByFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { operation, operations, shares, caller, check, format }: FileRequest,
): Promise<FastifyReply> {
  const whenRead = (leave: () => void): void => caller.deadline.atEnd(leave);
  const credential = { ...caller.credential, check: nowAndThen(check) };
  const answer = await operations.answerFile(operation, { ...caller, whenRead, credential }, format);
  if (answer.kind === 'refused') return sendRefusal(reply, answer);
  void reply.headers(shares.headers(request.raw));
  await sendFile(request, reply, answer.file);
  return reply;
}

/** A check that was made a moment ago is not made again. */
function nowAndThen(check: () => Promise<unknown>): () => Promise<void> {
  let checkedAt = performance.now();
  return async () => {
    if (performance.now() - checkedAt < RECHECK) return;
    checkedAt = performance.now();
    await check();
  };
}

function sendRefusal(reply: FastifyReply, { errors, status, headers }: RefusedAnswer): FastifyReply {
  return reply.code(status).headers(headers).type(GRAPHQL_TYPE).send(writeResult({ errors }));
}

async function sendFile({ log }: FastifyRequest, reply: FastifyReply, file: OpenFile): Promise<void> {
  // The client may have left while the first rows were read.
  if (reply.raw.destroyed) return void reply.hijack();
  const response = new StreamedResponse(reply.raw, PATIENCE);
  const headers = reply.headers(headersOf(file)).hijack().getHeaders() as Record<string, string | string[]>;
  reply.raw.writeHead(200, headers);
  try {
    for await (const part of writeFile(file)) await response.write(part);
    response.end('');
  } catch (error) {
    // Without its last chunk, no client takes what it has for the whole file.
    response.cut();
    if (!(error instanceof FileFailed)) log.error({ err: error }, 'a file could not be written');
  }
}

function headersOf({ format, name, place }: OpenFile): Record<string, string> {
  return {
    'content-type': FORMATS[format].sent,
    'content-disposition': `attachment; filename="${name}.${format}"`,
    ...(place !== undefined && { 'hub-cursor': place }),
  };
}
