import { parse, print, visit } from 'graphql';

const ACCESS: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes']);

/**
 * The SDL without `@authenticated` and `@requiresScopes`, for gateways such as Apollo Gateway that refuse directives that they do not enforce. The hub
 * itself enforces them.
 */
export function withoutAccess(sdl: string): string {
  const open = visit(parse(sdl), { Directive: ({ name }) => (ACCESS.has(name.value) ? null : undefined) });
  const imported = (value: unknown): boolean => [...ACCESS].some((name) => value === `@${name}`);
  const document = visit(open, { StringValue: ({ value }) => (imported(value) ? null : undefined) });
  return `${print(document)}\n`;
}
