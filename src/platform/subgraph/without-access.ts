import { parse, print, visit } from 'graphql';

const ACCESS: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes']);

/**
 * The SDL without `@authenticated` and `@requiresScopes`, for a gateway that refuses what it does not enforce, as Apollo Gateway does. The hub
 * enforces them by itself.
 */
export function withoutAccess(sdl: string): string {
  const open = visit(parse(sdl), { Directive: ({ name }) => (ACCESS.has(name.value) ? null : undefined) });
  const imported = (value: unknown): boolean => [...ACCESS].some((name) => value === `@${name}`);
  const document = visit(open, { StringValue: ({ value }) => (imported(value) ? null : undefined) });
  return `${print(document)}\n`;
}
