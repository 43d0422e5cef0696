import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Caller, OperationRequest } from '../execution/operation';
import type { Operations } from '../execution/operations';
import { UnexpectedStream } from '../execution/unexpected-stream';
import { writeAnswer } from '../execution/written-result';
import type { Variables } from '../limits/cost';
import { readAddress } from '../streaming/graphql-request';

/** The most `Accept` headers to remember. */
const MAX_TYPES = 100;

/** A request that is nothing but an operation. */
export interface PlainRequest {
  readonly operation: OperationRequest;
  /** The media type of its answer. */
  readonly type: string;
}

/**
 * Answers ordinary requests without Apollo Server, which takes longer for each of them than a small query needs. It is for requests in which there is
 * nothing to decide: a POST or GET with an operation alone, and an `Accept` header for which Apollo Server has chosen a media type before. Everything
 * else goes to Apollo Server.
 */
export class PlainRequests {
  private readonly types = new LRUCache<string, string>({ max: MAX_TYPES });

  constructor(private readonly operations: Pick<Operations, 'answer'>) {}

  /**
   * @returns undefined if Apollo Server must answer the request
   * @throws MalformedRequest for a URL that nobody can read
   */
  read({ method, headers, body, url }: FastifyRequest): PlainRequest | undefined {
    const type = this.types.get(acceptOf(headers));
    if (type === undefined) return undefined;
    const operation = method === 'GET' ? operationIn(url, headers) : operationOf(body);
    return operation && { operation, type };
  }

  /** Remembers the media type that Apollo Server has chosen for an answer. */
  learn({ headers }: FastifyRequest, type: string): void {
    this.types.set(acceptOf(headers), type);
  }

  /** @returns the body of the answer */
  async answer({ operation, type }: PlainRequest, reply: FastifyReply, caller: Caller): Promise<string> {
    const answer = await this.operations.answer(operation, caller);
    if (answer.kind === 'refused') void reply.code(answer.status).headers(answer.headers);
    void reply.header('content-type', type);
    switch (answer.kind) {
      case 'result':
        return writeAnswer(answer.result);
      case 'refused':
        return writeAnswer({ errors: answer.errors });
      case 'stream':
        throw new UnexpectedStream();
    }
  }
}

function acceptOf({ accept }: FastifyRequest['headers']): string {
  return accept ?? '';
}

/** @returns undefined for an invalid operation, or one with `extensions`, and if the request has a body */
function operationIn(url: string, headers: FastifyRequest['headers']): OperationRequest | undefined {
  if (headers['content-type'] !== undefined) return undefined;
  const { variables, ...fields } = readAddress(url);
  if (variables === undefined) return operationOf(fields);
  try {
    return operationOf({ ...fields, variables: JSON.parse(variables) as unknown });
  } catch {
    return undefined;
  }
}

/** The members of a body that `PlainRequests` reads. */
const MEMBERS: ReadonlySet<string> = new Set(['query', 'documentId', 'operationName', 'variables']);

/** @returns undefined for a body that is invalid, or has other members */
function operationOf(body: unknown): OperationRequest | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if (!Object.keys(body).every((name) => MEMBERS.has(name))) return undefined;
  const { query, documentId, operationName = null, variables = null } = body as Record<string, unknown>;
  if (!isNullable(operationName, 'string') || !isNullable(variables, 'object') || Array.isArray(variables))
    return undefined;
  if (!givesDocument(query ?? null, documentId)) return undefined;
  // An empty operation name counts as none.
  return {
    query,
    documentId,
    operationName: (operationName as string | null) || null,
    variables: variables as Variables | null,
  };
}

function givesDocument(query: unknown, documentId: unknown): boolean {
  return isNullable(query, 'string') && (Boolean(query) || documentId != null);
}

function isNullable(value: unknown, type: 'string' | 'object'): boolean {
  return value === null || typeof value === type;
}
