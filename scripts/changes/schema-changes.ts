import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { readSchema } from '../check/schema/read-schema';

/** A change as the inspector reports it. The inspector's own type does not describe its parts. */
interface Change {
  readonly type: string;
  readonly message: string;
  readonly criticality: { readonly level: CriticalityLevel };
}

const HEADINGS: readonly [level: CriticalityLevel, heading: string][] = [
  [CriticalityLevel.Breaking, 'Breaking'],
  [CriticalityLevel.Dangerous, 'May surprise a client'],
  [CriticalityLevel.NonBreaking, 'Other changes'],
];

/**
 * The differences between two SDLs that matter to clients, as Markdown below a heading of the second level. Breaking changes come first.
 * Leaves out descriptions and directives for gateways.
 */
export async function describeChanges(title: string, before: string, after: string): Promise<string> {
  const changes: readonly Change[] = await diff(readSchema(before), readSchema(after));
  const sections = HEADINGS.flatMap(([level, heading]) => {
    const lines = changes
      .filter(({ criticality, type }) => criticality.level === level && !/DESCRIPTION|DIRECTIVE/.test(type))
      .map(({ message }) => `- ${message.replaceAll("'", '`')}`);
    return lines.length > 0 ? [`### ${heading}\n\n${[...new Set(lines)].sort().join('\n')}`] : [];
  });
  const body = sections.length > 0 ? sections.join('\n\n') : 'No changes for clients.';
  return `## ${title}\n\n${body}\n`;
}

/** Inserts a version before the earlier versions of the changelog. */
export function withVersion(changelog: string, section: string): string {
  const first = changelog.search(/^## /m);
  if (first === -1) return `${changelog.trimEnd()}\n\n${section}`;
  return `${changelog.slice(0, first)}${section}\n${changelog.slice(first)}`;
}
