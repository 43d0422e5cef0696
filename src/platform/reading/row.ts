import type { GraphQLResolveInfo } from 'graphql';

/** A row as it comes from Postgres: properties by name, those of a link prefixed with `$`, the parent's id as `$parent`. */
export type Row = Record<string, unknown>;

/** What of a resolver's info a read looks at. */
export type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;
