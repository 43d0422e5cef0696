import type { GraphQLResolveInfo } from 'graphql';

/** A row from Postgres: properties by name, those of a link prefixed with `$`, the link's id as `$linkId`, the parent's id as `$parent`. */
export type Row = Record<string, unknown>;

/**
 * The plain UUID of the record in a row, or of the link of an edge. The `id` of a row is another one if it shows a state that is not the live
 * one: see `state-ids.ts`.
 */
export function keyOf({ $record, id }: { readonly $record?: unknown; readonly id?: unknown }): string {
  return String($record ?? id);
}

/** The parts of a resolver's info that a read uses. */
export type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;
