import type { GraphQLSchema } from 'graphql';
import { breakingChanges } from './breaking-changes';
import type { Base } from './committed';
import { unclearDeprecations } from './deprecations';
import { undescribed } from './descriptions';

/** A printed schema, and the file that has it. */
interface Snapshot {
  /** `schema/hub.graphql` */
  readonly file: string;
  /** The SDL as the code prints it. */
  readonly printed: string;
  /** The SDL of the file; absent if there is no such file. */
  readonly snapshot: string | undefined;
  readonly base: Base;
}

/** The faults of a printed schema, each with a few lines that say what to do. */
export async function snapshotFaults({ file, printed, snapshot, base }: Snapshot): Promise<string[]> {
  return [...differences(file, printed, snapshot), ...(await changeFaults(printed, base))];
}

function differences(file: string, printed: string, snapshot: string | undefined): string[] {
  if (snapshot === printed) return [];
  if (snapshot === undefined) return [`${file} is missing. Run: npm run fix`];
  return [
    `${file} differs from what the code prints. Run npm run fix, and review what changed.\n${firstDifference(snapshot, printed)}`,
  ];
}

function firstDifference(snapshot: string, printed: string): string {
  const [old, now] = [snapshot.split('\n'), printed.split('\n')];
  const at = now.findIndex((line, index) => line !== old[index]);
  const line = at === -1 ? now.length : at;
  return `  line ${line + 1} of the file: ${old[line] ?? '(it ends)'}\n  the code prints:       ${now[line] ?? '(it ends)'}`;
}

/** What elements lack. @param served the schema that the hub serves, including the fields for a gateway */
export function elementFaults(served: GraphQLSchema): string[] {
  return [
    ...fault('Without a description:', undescribed(served)),
    ...fault('Deprecated without saying "use X; removed after 2027-06-30", with a date:', unclearDeprecations(served)),
  ];
}

async function changeFaults(printed: string, base: Base): Promise<string[]> {
  if ('missing' in base) return [];
  return fault(
    `Breaks clients of ${base.commit}; keep the old element beside the new one and mark it @deprecated first:`,
    await breakingChanges(base.sdl, printed),
  );
}

function fault(message: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${message}\n${lines.map((line) => `  ${line}`).join('\n')}`];
}
