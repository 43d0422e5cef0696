import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KnownPlace } from '../change-log/known-place';
import type { KeptAnswer, RunRequest } from '../execution/operation';
import { entityTag, hasAny, hasTag } from './entity-tag';

/** Headers of an answer that no cache may keep. It is the rule; `PublicAnswers` makes the exceptions. */
export const NOT_STORED = { 'cache-control': 'private, no-store' } as const;

/** The request headers that an answer to a GraphQL request depends on, besides `Origin`. */
export const VARIES_BY = 'accept, accept-encoding, authorization, hub-cost';

export interface PublicAnswersParts {
  /** The place of the log, as far as the hub knows it without asking. */
  readonly place: () => KnownPlace | undefined;
  /** All that makes two hubs answer differently from the same records: the release, and settings. */
  readonly release: readonly string[];
  /** The day in UTC, on which some answers depend: which links still hold, and what nobody has vouched for in a year. */
  readonly today: () => string;
  /** How long a cache may serve an answer without asking the hub, in seconds. */
  readonly maxAge: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The answer of this request, if caches may keep it; null for all other requests. */
    publicAnswer: PublicAnswer | null;
  }
}

/**
 * Lets caches keep what is the same for everybody: the answers to a GET without a credential. Each has an entity tag made of the place of the log and of
 * the request. While the log stays where it is, a cache that asks again is answered without a statement.
 */
export class PublicAnswers {
  constructor(private readonly parts: PublicAnswersParts) {}

  /** @returns null if nobody may keep the answer */
  of({ method, headers }: FastifyRequest): PublicAnswer | null {
    // What an operation costs its client is for this client only.
    if (method !== 'GET' || headers.authorization !== undefined || headers['hub-cost'] !== undefined) return null;
    return new PublicAnswer(this.parts, headers['if-none-match'], headers.accept ?? '');
  }
}

/** An answer that caches may keep, unless it turns out to have errors. */
export class PublicAnswer implements KeptAnswer {
  private tag: string | undefined;

  constructor(
    private readonly parts: PublicAnswersParts,
    private readonly known: string | undefined,
    private readonly accept: string,
  ) {}

  /** Takes the place of the log before anything is read: a change in between makes the answer newer than its tag, never older. */
  isKept({ query, operationName, variables }: RunRequest): boolean {
    const { place, today, release } = this.parts;
    const now = place();
    if (!now) return false;
    const request = [query, operationName ?? null, variables ?? null, this.accept];
    this.tag = entityTag([now.place, today(), release, request]);
    return now.settled && hasTag(this.known, this.tag);
  }

  /** Whether the client does not want the answer, now that it is known to have no errors. */
  get isUnwanted(): boolean {
    return this.tag !== undefined && hasAny(this.known);
  }

  spoil(): void {
    this.tag = undefined;
  }

  /** Sets the headers for caches. @returns whether they may keep the answer */
  send(reply: FastifyReply): boolean {
    const { tag } = this;
    if (tag === undefined || (reply.statusCode !== 200 && reply.statusCode !== 304)) return false;
    void reply.headers({
      etag: tag,
      'cache-control': `public, max-age=${this.parts.maxAge}, must-revalidate`,
    });
    return true;
  }
}
