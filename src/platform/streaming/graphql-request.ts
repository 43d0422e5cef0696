import type { FastifyRequest } from 'fastify';
import { ClientError } from '../errors';
import type { OperationRequest } from '../execution/operations';

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
export function readRequest({ method, body, query }: FastifyRequest): GraphQLRequest {
  if (method === 'GET') return fromAddress(query as Fields);
  if (Array.isArray(body)) throw new MalformedRequest('Operation batching disabled.');
  if (!isRecord(body)) throw new MalformedRequest('The body has to be a JSON object with a "query".');
  return checked(body);
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
