import { z } from 'zod';
import { entriesOf, faultIn, type Entry, type Part } from './dataset.entries';
import { DatasetFaults, type Fault } from './dataset.faults';
import { recordForms, type Parsed } from './dataset.forms';
import { known } from './dataset.known';
import { readFolder, type DatasetFile } from './dataset.reader';
import { ruleFaults } from './dataset.rules';
import { sectionsOf, type DatasetShape, type RecordShape } from './dataset.shape';
import { form } from './dataset.values';

/** A dataset without faults: all records are valid, and all references lead to a record. */
export type Dataset = readonly { readonly shape: RecordShape; readonly parsed: Parsed }[];

/**
 * Reads and checks the YAML files of a folder.
 * @throws {DatasetFaults} with every fault of every file. If a file is not valid YAML, its other faults, and faults of references that may lead
 * to its records, are not reported.
 */
export async function readDataset(shape: DatasetShape, folder: string): Promise<Dataset> {
  const { files, faults: unreadable } = await readFolder(folder);
  const entries = files.flatMap((file) => entriesOf(shape, file));
  const checkable = entries.filter(({ file }) => file.readable);
  const forms = recordForms(
    shape,
    known(
      entries,
      files.every(({ readable }) => readable),
    ),
  );
  const checked = sectionsOf(shape).flatMap((section) => checkedRecords(checkable, section, forms(section)));
  const faults = [
    ...unreadable,
    ...files.flatMap((file) => sectionFaults(shape, file)),
    ...ruleFaults(shape, checkable),
    ...checked.flatMap((record) => record.faults),
  ];
  if (faults.length > 0) throw new DatasetFaults(faults);
  return checked.flatMap(({ parsed, shape: section }) => (parsed ? [{ shape: section, parsed }] : []));
}

function sectionFaults(shape: DatasetShape, file: DatasetFile): Fault[] {
  if (!file.readable) return [];
  const listForm = z.array(z.unknown(), 'give a list, each record after a "- "').optional();
  const fileForm = form(Object.fromEntries(sectionsOf(shape).map(({ list }) => [list, listForm])));
  const whole: Part = { file, path: [], value: undefined, title: 'the file' };
  return faultsOf(whole, fileForm.safeParse(file.content, { reportInput: true }).error);
}

interface Checked {
  readonly shape: RecordShape;
  readonly parsed: Parsed | undefined;
  readonly faults: readonly Fault[];
}

function checkedRecords(entries: readonly Entry[], shape: RecordShape, recordForm: z.ZodType<Parsed>): Checked[] {
  return entries
    .filter((entry) => entry.shape === shape)
    .map((entry) => {
      const { data, error } = recordForm.safeParse(entry.value, { reportInput: true });
      return { shape, parsed: data, faults: faultsOf(entry, error) };
    });
}

function faultsOf(part: Part, error: z.ZodError | undefined): Fault[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => faultIn(part, path, issue.message));
  });
}
