import type { FastifyRequest } from 'fastify';
import { weightOf } from './pages/page-type';

/** The media type of answers with which clients read the errors of every status. */
export const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** The type of an answer that Apollo Server does not write, such as a refusal: JSON, unless the client prefers the type of GraphQL over HTTP. */
export function answerType({ headers: { accept } }: Pick<FastifyRequest, 'headers'>): string {
  const weight = weightOf(accept, 'application/graphql-response+json');
  return weight > 0 && weight >= weightOf(accept, 'application/json') ? GRAPHQL_TYPE : JSON_TYPE;
}
