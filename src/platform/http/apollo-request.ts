import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { GivenDocument } from '../known-documents/known-documents';
import { persistedHash, readAddress } from '../streaming/graphql-request';

/** A request as Apollo Server reads it. */
export interface ApolloRequest {
  readonly http: HTTPGraphQLRequest;
  /** The document, if Apollo Server gets a placeholder for it. */
  readonly given: GivenDocument | undefined;
}

/** Apollo Server demands a document. `Operations` reads the one that the request gives. */
const PLACEHOLDER = '{ __typename }';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The request for Apollo Server, which knows documents and their hashes, but no ids of documents.
 * @throws MalformedRequest for a URL that nobody can read
 */
export function asApolloReads(request: FastifyRequest): ApolloRequest {
  const { method, headers: sent, url, body } = request;
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(sent)) if (value) headers.set(name, [value].flat().join(', '));
  if (method === 'GET') {
    const { fields, given } = readable(readAddress(url), extensionsIn);
    return {
      given,
      http: {
        method,
        headers,
        body: undefined,
        search: new URLSearchParams(fields as Record<string, string>).toString(),
      },
    };
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body) || Object.keys(body).length === 0)
    return { given: undefined, http: { method, headers, body, search: '' } };
  const { fields, given } = readable(withoutEmptyName(body as Fields), ({ extensions }) => extensions);
  return { given, http: { method, headers, body: fields, search: '' } };
}

/** Puts a placeholder where Apollo Server would miss the document, or does not know how it is named. */
function readable(
  fields: Fields,
  extensionsOf: (fields: Fields) => unknown,
): { fields: Fields; given: GivenDocument | undefined } {
  const { query, documentId, extensions: _extensions, ...others } = fields;
  const hash = persistedHash(extensionsOf(fields));
  const isKnownToApollo = documentId == null && ((query != null && query !== '') || hash != null);
  if (isKnownToApollo) return { fields, given: undefined };
  return { fields: { ...others, query: PLACEHOLDER }, given: { query, documentId, persistedHash: hash } };
}

/** The extensions in a URL; undefined if they are not JSON. Apollo Server says so. */
function extensionsIn({ extensions }: Fields): unknown {
  try {
    return typeof extensions === 'string' ? (JSON.parse(extensions) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

/** An empty operation name counts as none, on every transport, as GraphQL over HTTP demands for URLs. */
function withoutEmptyName(body: Fields): Fields {
  return body['operationName'] === '' ? { ...body, operationName: null } : body;
}
