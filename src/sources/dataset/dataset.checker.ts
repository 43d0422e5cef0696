import { z } from 'zod';
import { entriesOf, faultIn, SECTIONS, type Entry, type Part, type Section } from './dataset.entries';
import { DatasetFaults, type Fault } from './dataset.faults';
import { form } from './dataset.fields';
import { datasetForms } from './dataset.forms';
import type {
  ContactEntry,
  CoreEntry,
  OrganizationEntry,
  ProgramEntry,
  SourceEntry,
  TaxonomyEntry,
} from './dataset.forms';
import { known } from './dataset.known';
import { readFolder, type DatasetFile } from './dataset.reader';
import { ruleFaults } from './dataset.rules';

/** A dataset without a fault: every form is right, and every reference leads to a record. */
export interface Dataset {
  sources: SourceEntry[];
  organizations: OrganizationEntry[];
  cores: CoreEntry[];
  programs: ProgramEntry[];
  contacts: ContactEntry[];
  taxonomies: TaxonomyEntry[];
}

/**
 * Reads and checks the YAML files of a folder.
 * @throws {DatasetFaults} with every fault of every file; a file that is not YAML hides only its own further faults and
 * the references that may lead into it.
 */
export async function readDataset(folder: string): Promise<Dataset> {
  const { files, faults: unreadable } = await readFolder(folder);
  const entries = files.flatMap(entriesOf);
  const checkable = entries.filter(({ file }) => file.readable);
  const complete = files.every(({ readable }) => readable);
  const faults = [...unreadable, ...files.flatMap(sectionFaults), ...ruleFaults(checkable)];
  const forms = datasetForms(known(entries, complete));
  const all = <Form extends z.ZodType>(section: Section, recordForm: Form) =>
    parseAll(
      checkable.filter((entry) => entry.section === section),
      recordForm,
      faults,
    );
  const dataset = {
    sources: all('sources', forms.source),
    organizations: all('organizations', forms.organization),
    cores: all('cores', forms.core),
    programs: all('programs', forms.program),
    contacts: all('contacts', forms.contact),
    taxonomies: all('taxonomies', forms.taxonomy),
  };
  if (faults.length > 0) throw new DatasetFaults(faults);
  return dataset;
}

const fileForm = form(
  Object.fromEntries(
    SECTIONS.map((section) => [section, z.array(z.unknown(), 'give a list, each record after a "- "').optional()]),
  ),
);

function sectionFaults(file: DatasetFile): Fault[] {
  if (!file.readable) return [];
  const whole: Part = { file, path: [], value: undefined, section: 'the file' };
  return (fileForm.safeParse(file.content, { reportInput: true }).error?.issues ?? []).flatMap((issue) =>
    faultsOf(whole, issue),
  );
}

/** The records that have the form; the others' faults are added to `faults`. */
function parseAll<Form extends z.ZodType>(
  entries: readonly Entry[],
  recordForm: Form,
  faults: Fault[],
): z.output<Form>[] {
  return entries.flatMap((entry) => {
    const { data, error } = recordForm.safeParse(entry.value, { reportInput: true });
    if (!error) return [data];
    faults.push(...error.issues.flatMap((issue) => faultsOf(entry, issue)));
    return [];
  });
}

function faultsOf(entry: Part, issue: z.core.$ZodIssue): Fault[] {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => faultIn(entry, path, issue.message));
}
