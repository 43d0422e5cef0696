import type { GraphQLResolveInfo } from 'graphql';

/** A row from Postgres: properties by name, those of a link prefixed with `$`, the parent's id as `$parent`. */
export type Row = Record<string, unknown>;

/** The parts of a resolver's info that a read uses. */
export type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;
