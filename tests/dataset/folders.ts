import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A small valid dataset. Tests put faults into it. */
export const SMALL: Readonly<Record<string, string>> = {
  'sources.yaml': `sources:
  - key: A
    title: A page
    kind: WEB_PAGE
    sha256: '${'0'.repeat(64)}'
    lines: 20
`,
  'organizations.yaml': `organizations:
  - slug: hospital
    name: The Hospital
    type: HOSPITAL
    foundedYear: 1855
    cite: A1
  - slug: center
    name: The Center
    type: CENTER
    parent: { is: hospital, cite: A2-3 }
    cite: A2
    affiliations:
      - { organization: hospital, type: PARTNER_OF, cite: A4 }
    tags:
      audiences: { residents: A5, fellows: A5 INFERRED }
`,
  'cores.yaml': `cores:
  - slug: care
    name: Care
    organization: { is: center, cite: A6 }
    position: 1
    cite: A6
    roles:
      - { organization: hospital, role: PARTNER, cite: A6 }
`,
  'programs.yaml': `programs:
  - slug: clinics
    name: Clinics
    kind: CLINIC
    status: { is: ACTIVE, cite: A7 INFERRED }
    core: { is: care, cite: A7 }
    supportMaxAmount: 49.90
    supportCurrency: USD
    cite: [A7, A8 NAME_ONLY]
    roles:
      - { organization: hospital, role: HOST, cite: A7 }
    related:
      - { program: training, type: PART_OF, cite: A7 }
  - slug: training
    name: Training
    kind: TRAINING
    status: { is: PLANNED, cite: A9 }
    cite: A9
`,
  'contacts.yaml': `contacts:
  - slug: desk
    kind: MAILBOX
    email: desk@example.org
    visibility: PUBLIC
    cite: A10
    assignments:
      - { program: clinics, role: inquiries, isPrimary: true, cite: A10 }
  - slug: person
    kind: PERSON
    name: A Person
    email: person@example.org
    visibility: INTERNAL
    cite: A11
`,
  'taxonomies.yaml': `taxonomies:
  - slug: audiences
    name: Audiences
    cite: A12
    terms:
      - { code: residents, name: residents, cite: A12 }
      - { code: fellows, name: fellows, cite: A12 }
`,
};

const made: string[] = [];

/** Writes the small dataset, with some of its files replaced or added, into a folder named `data`. */
export async function writeDataset(changes: Record<string, string | Buffer> = {}): Promise<string> {
  const top = await mkdtemp(path.join(os.tmpdir(), 'hub-dataset-'));
  made.push(top);
  const folder = path.join(top, 'data');
  await mkdir(folder);
  const files = Object.entries({ ...SMALL, ...changes });
  await Promise.all(files.map(([name, content]) => writeFile(path.join(folder, name), content)));
  return folder;
}

export async function removeDatasets(): Promise<void> {
  await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** A file of the small dataset with one passage replaced. Fails if the file does not have the passage. */
export function edited(file: string, passage: string, replacement: string): Record<string, string> {
  const content = SMALL[file] ?? '';
  if (!content.includes(passage)) throw new Error(`${file} does not have ${JSON.stringify(passage)}: correct the test`);
  return { [file]: content.replace(passage, () => replacement) };
}
