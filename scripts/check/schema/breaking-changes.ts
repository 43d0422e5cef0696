import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { mapSchema, MapperKind, pruneSchema } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';
import { readSchema } from './read-schema';

/** A change as the inspector reports it. The inspector's own type does not describe its parts. */
interface Change {
  readonly type: string;
  readonly path?: string;
  readonly message: string;
  readonly criticality: { readonly level: CriticalityLevel };
  readonly meta: unknown;
}

/** The changes between two SDLs that break a client, or a gateway that composes the hub. */
export async function breakingChanges(from: string, to: string): Promise<string[]> {
  const [before, after] = [readSchema(from), readSchema(to)];
  const changes = await changesBetween(before, after);
  const announced = await announcedRemovals(before, after);
  return changes
    .filter((change) => isBreaking(change) && !announced.has(identity(change)))
    .map(({ message }) => message);
}

/** The inspector treats directives as harmless, but a gateway needs `@key` to find records, and `@shareable` to share fields. */
function isBreaking({ criticality, type, meta }: Change): boolean {
  if (criticality.level === CriticalityLevel.Breaking) return true;
  if (!/^DIRECTIVE_USAGE_\w+_REMOVED$/.test(type)) return false;
  const removed = (meta as { readonly removedDirectiveName?: string }).removedDirectiveName;
  return removed === 'key' || removed === 'shareable';
}

/**
 * Removals that were announced by a deprecation: deprecated elements, and types that only deprecated fields used.
 * (The inspector's own rule for this allows the removal of any type.)
 */
async function announcedRemovals(before: GraphQLSchema, after: GraphQLSchema): Promise<Set<string>> {
  const kept = withoutDeprecated(before);
  const unannounced = new Set((await changesBetween(kept, after)).map(identity));
  const removals = (await changesBetween(before, after)).filter(({ type }) => type.endsWith('_REMOVED'));
  return new Set(removals.map(identity).filter((removal) => !unannounced.has(removal)));
}

function withoutDeprecated(schema: GraphQLSchema): GraphQLSchema {
  const gone = <T extends { readonly deprecationReason?: string | null }>(element: T): T | null =>
    element.deprecationReason ? null : element;
  const rest = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: gone,
    [MapperKind.INTERFACE_FIELD]: gone,
    [MapperKind.INPUT_OBJECT_FIELD]: gone,
    [MapperKind.ENUM_VALUE]: gone,
  });
  const unused = unusedTypes(rest);
  for (const name of unusedTypes(schema)) unused.delete(name);
  return pruneSchema(rest, { skipPruning: ({ name }) => !unused.has(name) });
}

/** Types that are not reachable from a root field. Some of them never were, so that is no sign of a deprecated field. */
function unusedTypes(schema: GraphQLSchema): Set<string> {
  const used = pruneSchema(schema).getTypeMap();
  return new Set(Object.keys(schema.getTypeMap()).filter((name) => !used[name]));
}

function changesBetween(before: GraphQLSchema, after: GraphQLSchema): Promise<readonly Change[]> {
  return diff(before, after);
}

function identity({ type, path, message }: Change): string {
  return `${type} ${path ?? ''} ${message}`;
}
