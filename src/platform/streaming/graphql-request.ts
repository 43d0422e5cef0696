import type { FastifyRequest } from 'fastify';
import { ClientError } from '../errors';
import { NO_DOCUMENT } from '../known-documents/known-documents';
import type { OperationRequest } from '../execution/operation';

/** A request without a valid operation. */
export class MalformedRequest extends ClientError {
  constructor(message: string) {
    super('BAD_REQUEST', message);
  }
}

export interface GraphQLRequest extends OperationRequest {
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** The operation of a request: in its body, or for a GET in its URL. @throws MalformedRequest */
export function readRequest({ method, body, url }: FastifyRequest): GraphQLRequest {
  if (method === 'GET') return fromAddress(readAddress(url));
  if (Array.isArray(body))
    throw new MalformedRequest('The body is a list of operations; send one operation in each request.');
  if (!isRecord(body)) throw new MalformedRequest('The body is not a JSON object; send a JSON object with a "query".');
  return checked(body);
}

/** The parameters of an operation in a URL. */
const PARAMETERS = ['query', 'documentId', 'operationName', 'variables', 'extensions'] as const;
/** The parameters in JSON. null counts as absent. */
const AS_JSON: ReadonlySet<string> = new Set(['variables', 'extensions']);

/**
 * The parameters of a GraphQL request in its URL. An empty one counts as absent, as GraphQL over HTTP demands.
 * @throws MalformedRequest for a URL that is not UTF-8, or has a parameter twice
 */
export function readAddress(url: string): Readonly<Record<string, string>> {
  const [, search = ''] = /^[^?#]*\?([^#]*)/.exec(url) ?? [];
  if (!isPercentEncoded(search)) throw new MalformedRequest(BADLY_ENCODED);
  const given = new URLSearchParams(search);
  const fields: Record<string, string> = {};
  for (const name of PARAMETERS) {
    const [value = '', ...others] = given.getAll(name);
    if (others.length > 0) throw new MalformedRequest(`The URL has several parameters "${name}"; give one.`);
    if (value !== '' && !(value === 'null' && AS_JSON.has(name))) fields[name] = value;
  }
  return fields;
}

const BADLY_ENCODED = 'The URL is not percent-encoded UTF-8; encode every character beyond ASCII, and "%" as "%25".';

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function fromAddress(fields: Fields): GraphQLRequest {
  return checked({
    ...fields,
    variables: fromJson('variables', fields['variables']),
    extensions: fromJson('extensions', fields['extensions']),
  });
}

function fromJson(name: string, text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new MalformedRequest(`The parameter "${name}" is not valid JSON; send a JSON object.`);
  }
}

function checked({ query, documentId, operationName, variables, extensions: given }: Fields): GraphQLRequest {
  if (query != null && typeof query !== 'string')
    throw new MalformedRequest('"query" is not a string; send a GraphQL document.');
  if (operationName != null && typeof operationName !== 'string') {
    throw new MalformedRequest('"operationName" is not a string; send a name, or leave it out.');
  }
  const extensions = optionalRecord('extensions', given);
  const hash = persistedHash(extensions);
  if (!query && documentId == null && hash == null) throw new MalformedRequest(NO_DOCUMENT);
  return {
    query,
    documentId,
    persistedHash: hash,
    operationName: operationName || undefined,
    variables: optionalRecord('variables', variables),
    extensions,
  };
}

/** The hash by which Apollo's clients name a document. */
export function persistedHash(extensions: unknown): unknown {
  const persisted = isRecord(extensions) ? extensions['persistedQuery'] : undefined;
  return isRecord(persisted) ? persisted['sha256Hash'] : undefined;
}

function optionalRecord(name: string, value: unknown): Fields | undefined {
  if (value == null) return undefined;
  if (!isRecord(value)) throw new MalformedRequest(`"${name}" is not a JSON object; send an object, or leave it out.`);
  return value;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
