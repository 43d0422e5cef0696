import { ANSWER_BYTES, COST_BUDGET, LIMITS, ROW_BUDGET } from './limits/limits';
import { DEFAULT_PAGE, MAX_PAGE } from './reading/schema/page-types';

const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`;
const thousands = (count: number): string => count.toLocaleString('en');

/** The description of the schema itself, in Markdown: what front-end developers read first in an explorer. */
export const SCHEMA_DESCRIPTION = `The directory of a health-equity network: organizations, cores, programs and contacts, the links between
them, and the source of every fact.

**Start** with \`search\`, with a list such as \`programs\`, or with one record: \`program(slug: "secure") { name }\`. A list is a page of
${DEFAULT_PAGE} records unless you give \`first\` or \`last\`; \`pageInfo.endCursor\` is the \`after\` of the next page. Filters (\`where\`) and orders
(\`orderBy\`) reach across relations. The \`id\` of a record is a UUID; its \`slug\`, where it has one, is for people.

**Sign in** with the header \`Authorization: Bearer <hub key or JWT>\`. Without it you read what is public. Changing records,
histories and \`programUpdates\` need a key.

**Limits** of a request, such as depth ${LIMITS.depth} and its cost, are at the top of \`/schema.graphql\`.`;

/** The limits of a request, for the top of the printed schema. */
export const LIMITS_DESCRIPTION = `Limits of one request: a body of ${LIMITS.body / 1000} kB (${megabytes(LIMITS.writerBody)} for clients that may write), ${thousands(LIMITS.tokens)} tokens, names of
${LIMITS.name} characters, depth ${LIMITS.depth} without \`edges\`, \`node\` and \`nodes\` (${LIMITS.levels} with them), ${LIMITS.aliases} aliases, ${LIMITS.rootFields} root fields, values
${LIMITS.variablesDepth} levels deep, ${MAX_PAGE} records on a page, ${LIMITS.parts} parts, ${thousands(LIMITS.operands)} values and ${LIMITS.relations} conditions on related records in a filter,
${LIMITS.representations} representations in \`_entities\`, ${LIMITS.operationTime / 1000} s in total, ${megabytes(LIMITS.streamMessage)} for a message of a subscription.
An operation costs 1 for each record that it could return if every page were full, plus the work of the database for
filters, orders, counts, groups and searches. What \`@skip\` and \`@include\` leave out costs nothing. Without a credential, an operation may
cost ${thousands(COST_BUDGET.public)}, half of that for one list, and its answer may have ${thousands(ROW_BUDGET.public)} records and ${megabytes(ANSWER_BYTES.public)}.`;
