import type { GraphQLField } from 'graphql';
import type { Model } from '../model';

/** What a root field reads. */
export type RootRead =
  | { readonly kind: 'list'; readonly model: Model }
  | { readonly kind: 'record'; readonly model: Model; readonly bySlug: boolean }
  | { readonly kind: 'entities'; readonly models: ReadonlyMap<string, Model> };

const READ = 'equityHubRead';

/** Marks a field of the Query type in a built schema. */
export function markRead(field: Pick<GraphQLField<unknown, unknown>, 'extensions'>, read: RootRead): void {
  field.extensions = { ...field.extensions, [READ]: read };
}

/** What a field of the Query type reads; undefined if it has a resolver of its feature. */
export function readOf({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>): RootRead | undefined {
  return extensions[READ] as RootRead | undefined;
}
