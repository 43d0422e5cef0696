import type { FastifyRequest } from 'fastify';
import { ClientError } from '../errors';
import type { OperationRequest } from '../execution/operation';

/** A request that holds no operation. */
export class MalformedRequest extends ClientError {
  constructor(message: string) {
    super('BAD_REQUEST', message);
  }
}

export interface GraphQLRequest extends OperationRequest {
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** The operation that a request sends in its body, or in its address if it is a GET. @throws MalformedRequest */
export function readRequest({ method, body, url }: FastifyRequest): GraphQLRequest {
  if (method === 'GET') return fromAddress(readAddress(url));
  if (Array.isArray(body)) throw new MalformedRequest('Operation batching disabled.');
  if (!isRecord(body)) throw new MalformedRequest('The body has to be a JSON object with a "query".');
  return checked(body);
}

/** What an address may say of an operation. */
const PARAMETERS = ['query', 'operationName', 'variables', 'extensions'] as const;
/** Those that are written as JSON, where null says nothing either. */
const AS_JSON: ReadonlySet<string> = new Set(['variables', 'extensions']);

/**
 * The parameters of a GraphQL request in its address. One that is empty is left out, as GraphQL over HTTP has it.
 * @throws MalformedRequest for an address that is not UTF-8, or says one thing twice
 */
export function readAddress(url: string): Readonly<Record<string, string>> {
  const [, search = ''] = /^[^?#]*\?([^#]*)/.exec(url) ?? [];
  if (!isPercentEncoded(search)) throw new MalformedRequest(BADLY_ENCODED);
  const given = new URLSearchParams(search);
  const fields: Record<string, string> = {};
  for (const name of PARAMETERS) {
    const [value = '', ...others] = given.getAll(name);
    if (others.length > 0) throw new MalformedRequest(`The address has several parameters "${name}"; give one.`);
    if (value !== '' && !(value === 'null' && AS_JSON.has(name))) fields[name] = value;
  }
  return fields;
}

const BADLY_ENCODED =
  'The address is not percent-encoded UTF-8; encode every character beyond ASCII, and "%" as "%25".';

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
    throw new MalformedRequest(`The parameter "${name}" is no JSON.`);
  }
}

function checked({ query, operationName, variables, extensions }: Fields): GraphQLRequest {
  if (typeof query !== 'string' || query === '') throw new MalformedRequest('"query" has to be a GraphQL document.');
  if (operationName != null && typeof operationName !== 'string') {
    throw new MalformedRequest('"operationName" has to be a text.');
  }
  return {
    query,
    operationName: operationName || undefined,
    variables: optionalRecord('variables', variables),
    extensions: optionalRecord('extensions', extensions),
  };
}

function optionalRecord(name: string, value: unknown): Fields | undefined {
  if (value == null) return undefined;
  if (!isRecord(value)) throw new MalformedRequest(`"${name}" has to be a JSON object.`);
  return value;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
