import { createHash } from 'node:crypto';
import type { Viewer } from '../access/viewer';
import { ClientError, Forbidden } from '../errors';

/** Who may send documents that the hub does not know: the operator's setting. */
export type DocumentRule = 'any' | 'signed-in' | 'trusted';

/** A document with the ids by which requests may name it, besides its hash. */
export interface KnownDocument {
  readonly text: string;
  readonly ids?: readonly string[];
}

/** How a request gives its document. Clients can send anything here. */
export interface GivenDocument {
  readonly query?: unknown;
  /** The id of a known document, as the appendix of GraphQL over HTTP has it. */
  readonly documentId?: unknown;
  /** The hash of a document, as Apollo's clients send it (`extensions.persistedQuery.sha256Hash`). */
  readonly persistedHash?: unknown;
}

/** Who sends a document. */
interface Sender {
  readonly viewer: Pick<Viewer, 'role'>;
  /** Whether the hub itself sends it, for one of its pages. */
  readonly isOwn?: boolean;
}

/** The hash of a document's exact text, as hexadecimal digits. */
export function documentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An id with a hash, one with a prefix of its own, or any other. */
const ID = /^(?:sha256:[\da-f]{64}|x-[\w.~-]+:[\w.~-]+|[\w.~-]+)$/;
const MAX_ID = 200;

/** Whether a request can name a document by this text. */
export function isDocumentId(text: string): boolean {
  return text.length <= MAX_ID && ID.test(text);
}

/** The documents that the hub knows from its start, and who may send others. */
export class KnownDocuments {
  private readonly texts = new Set<string>();
  private readonly byId = new Map<string, string>();

  constructor(
    documents: readonly KnownDocument[] = [],
    private readonly rule: DocumentRule = 'any',
  ) {
    for (const { text, ids = [] } of documents) {
      const hash = documentHash(text);
      this.texts.add(text);
      for (const id of [`sha256:${hash}`, hash, ...ids]) this.byId.set(id, text);
    }
  }

  /** Whether a document with exactly this text is known. */
  has(text: string): boolean {
    return this.texts.has(text);
  }

  /** @param id a hash, or an id of a manifest */
  find(id: string): string | undefined {
    return this.byId.get(id);
  }

  /** The text of the document that a request gives or names; undefined if there is none. */
  peek({ query, documentId, persistedHash }: GivenDocument): string | undefined {
    if (isGiven(query)) return typeof query === 'string' ? query : undefined;
    const id = documentId ?? persistedHash;
    return typeof id === 'string' ? this.find(id) : undefined;
  }

  /**
   * The text of the document that a request gives or names.
   * @throws ClientError BAD_REQUEST for none, several or an invalid id; DOCUMENT_UNKNOWN or PERSISTED_QUERY_NOT_FOUND for an unknown
   *   one; FORBIDDEN if the sender may run only known documents
   */
  textOf(given: GivenDocument, sender: Sender): string {
    const { query, documentId, persistedHash } = given;
    if (documentId != null) return this.named(given);
    if (typeof query === 'string' && query !== '') return this.admitted(query, sender);
    if (persistedHash == null) throw new ClientError('BAD_REQUEST', NO_DOCUMENT);
    const text = this.peek(given);
    // Apollo's clients look for this message. They send the document then.
    if (text === undefined) throw new ClientError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
    return text;
  }

  private named({ query, documentId, persistedHash }: GivenDocument): string {
    if (isGiven(query)) throw new ClientError('BAD_REQUEST', twice('query'));
    if (persistedHash != null) throw new ClientError('BAD_REQUEST', twice('extensions.persistedQuery'));
    if (typeof documentId !== 'string' || !isDocumentId(documentId)) throw new ClientError('BAD_REQUEST', NO_ID);
    const text = this.find(documentId);
    if (text === undefined) throw new ClientError('DOCUMENT_UNKNOWN', `${UNKNOWN}; ${ADVICE[this.rule]}`);
    return text;
  }

  private admitted(query: string, { viewer, isOwn = false }: Sender): string {
    const isFree = this.rule === 'any' || (this.rule === 'signed-in' && viewer.role !== 'public');
    if (isFree || isOwn || this.has(query)) return query;
    throw new Forbidden(REFUSED[this.rule]);
  }
}

/** An empty document counts as none. */
function isGiven(query: unknown): boolean {
  return query != null && query !== '';
}

export const NO_DOCUMENT = 'The request has no document; send "query", or the "documentId" of a known document.';
const NO_ID =
  '"documentId" is not the id of a document; send "sha256:" and the 64 hexadecimal digits of its hash in lower case, or an id from a manifest of this hub.';
const UNKNOWN = 'The hub does not know a document with this "documentId"';
const OPERATOR = 'ask the operator of the hub to add it to HUB_DOCUMENTS_DIR';
const ADVICE: Readonly<Record<DocumentRule, string>> = {
  any: `send the document itself as "query", or ${OPERATOR}.`,
  'signed-in': `sign in and send the document itself as "query", or ${OPERATOR}.`,
  trusted: `${OPERATOR}.`,
};
const ONLY = 'This hub runs only documents that it knows';
const REFUSED: Readonly<Record<DocumentRule, string>> = {
  any: '',
  'signed-in': `${ONLY} for clients without a credential; sign in, send the "documentId" of a known document, or ${OPERATOR}.`,
  trusted: `${ONLY}; send the "documentId" of one, or ${OPERATOR}.`,
};

function twice(other: string): string {
  return `The request has both "documentId" and "${other}"; send one of them.`;
}
