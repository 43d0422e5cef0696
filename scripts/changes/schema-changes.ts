import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { readSchema } from '../check/schema/read-schema';

/** A change as the inspector finds it; its own type leaves its parts open. */
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
 * What clients find changed between two SDLs, as Markdown below a heading of the second level: what breaks them first.
 * Descriptions and directives for gateways are left out.
 */
export async function describeChanges(title: string, before: string, after: string): Promise<string> {
  const changes: readonly Change[] = await diff(readSchema(before), readSchema(after));
  const sections = HEADINGS.flatMap(([level, heading]) => {
    const lines = changes
      .filter(({ criticality, type }) => criticality.level === level && !/DESCRIPTION|DIRECTIVE/.test(type))
      .map(({ message }) => `- ${message.replaceAll("'", '`')}`);
    return lines.length > 0 ? [`### ${heading}\n\n${[...new Set(lines)].sort().join('\n')}`] : [];
  });
  const body = sections.length > 0 ? sections.join('\n\n') : 'Nothing has changed for clients.';
  return `## ${title}\n\n${body}\n`;
}

/** Puts a version before those that the changelog has already. */
export function withVersion(changelog: string, section: string): string {
  const first = changelog.search(/^## /m);
  if (first === -1) return `${changelog.trimEnd()}\n\n${section}`;
  return `${changelog.slice(0, first)}${section}\n${changelog.slice(first)}`;
}
