import type { GraphQLFormattedError } from 'graphql';

const IN_BODY = (name: string, type: string) => `"${name}" is not ${type}; send ${type} of JSON, or leave it out.`;
const IN_URL = (name: string) => `The parameter "${name}" is not a JSON object; send one, percent-encoded.`;

/** Messages of Apollo Server about requests, by their beginnings, in the hub's words: what is wrong and what to do. */
const MESSAGES: readonly (readonly [string, string])[] = [
  ['POST body missing', 'The body has no operation; send a JSON object with a "query".'],
  [
    "GraphQL queries must be strings. It looks like you're",
    '"query" is a parsed document; send its text, as `print` of graphql makes it.',
  ],
  ['GraphQL queries must be strings', '"query" is not a text; send a GraphQL document as a text.'],
  ['Operation batching disabled', 'The body is a list of operations; send one operation in each request.'],
  ['`variables` in a POST body should', '"variables" is a text; send the object itself, not JSON within a text.'],
  ['`extensions` in a POST body should', '"extensions" is a text; send the object itself, not JSON within a text.'],
  ['`variables` in a POST body must', IN_BODY('variables', 'an object')],
  ['`extensions` in a POST body must', IN_BODY('extensions', 'an object')],
  ['`operationName` in a POST body must', IN_BODY('operationName', 'a text')],
  ['The variables search parameter', IN_URL('variables')],
  ['The extensions search parameter', IN_URL('extensions')],
  [
    "An 'accept' header",
    'Accept names no media type of the hub; send application/graphql-response+json or application/json, and for subscriptions text/event-stream or multipart/mixed;subscriptionSpec=1.0.',
  ],
  [
    'GET requests may not have a content-type',
    'A GET has no body; leave out the Content-Type, or send application/json.',
  ],
  ['provided sha does not match', 'The sha256Hash is not that of the query; send the SHA-256 of its text in UTF-8.'],
  ['Unsupported persisted query version', 'The hub knows only version 1 of persisted queries; send "version": 1.'],
];

/** The same error, in the hub's words if its message is Apollo Server's. */
export function inOwnWords(error: GraphQLFormattedError): GraphQLFormattedError {
  const [, message] = MESSAGES.find(([beginning]) => error.message.startsWith(beginning)) ?? [];
  return message === undefined ? error : { ...error, message };
}
